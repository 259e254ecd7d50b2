"""Commands that are shown so that they can be pasted into a shell."""

import os
import shlex


def quoted(value: object) -> str:
    """A value as the shell of this system takes it."""
    if os.name == "posix":
        return shlex.quote(str(value))
    from subprocess import list2cmdline

    return list2cmdline([str(value)])
