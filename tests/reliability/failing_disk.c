/* Writes and syncs of files below a folder that fail with EIO: loaded before libc. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char below[PATH_MAX];
static long good, bad, failed;

/* Let `first` calls through, then fail `then` of them. */
void fail_below(const char *folder, long first, long then)
{
    snprintf(below, sizeof below, "%s/", folder);
    good = first;
    bad = then;
    failed = 0;
}

long times_failed(void) { return failed; }

static int fails(int file)
{
    char name[64], path[PATH_MAX];
    ssize_t length;

    if (bad <= 0)
        return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (strncmp(path, below, strlen(below)) || good-- > 0)
        return 0;
    bad--;
    failed++;
    errno = EIO;
    return 1;
}

#define FAILING(result, name, takes, gives)                     \
    result name takes                                           \
    {                                                           \
        static result (*next) takes;                            \
        if (!next)                                              \
            next = (result (*) takes)dlsym(RTLD_NEXT, #name);   \
        return fails(file) ? -1 : next gives;                   \
    }

FAILING(ssize_t, write, (int file, const void *from, size_t size), (file, from, size))
FAILING(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), (file, from, size, at))
FAILING(ssize_t, pwrite64, (int file, const void *from, size_t size, off64_t at), (file, from, size, at))
FAILING(int, fsync, (int file), (file))
FAILING(int, fdatasync, (int file), (file))
FAILING(int, ftruncate, (int file, off_t size), (file, size))
FAILING(int, ftruncate64, (int file, off64_t size), (file, size))
