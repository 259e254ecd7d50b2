"""Where a register may not be written: on shares and in synchronised folders.

SQLite's locks do not hold on network file systems, and a program that
synchronises a folder copies the file and its write-ahead log at different
moments. Either way acknowledged reports get lost.
"""

import os
import re
import shutil
import sys
from pathlib import Path

from pilkada_cli.errors import RegisterUnreadable, Unwritable
from pilkada_cli.i18n import N_, Sentence

_MEGABYTE = 1 << 20
_NETWORK = (
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "lustre",
    "prl_fs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "fuse.gvfsd-fuse",
    "fuse.vmhgfs-fuse",
    "fuse.glusterfs",
    "fuse.smbnetfs",
    "fuse.s3fs",
    "vboxsf",
    "ceph",
)
# As those programs name their folders: "OneDrive - Pemko Banjarbaru", "Dropbox (Kantor)".
_SYNCHRONISED = re.compile(
    r"(?:onedrive|dropbox|google ?drive|my drive|icloud ?drive|nextcloud|owncloud|syncthing"
    r"|drive saya|drive bersama|mobile documents|cloudstorage|com~apple~clouddocs"
    r"|pcloud ?drive|megasync|yandex\.?disk|synology ?drive|box sync|gdrive)\b",
    re.IGNORECASE,
)
_IN_HOME = ("box", "mega")
"""Names that say so only right in the home folder or its documents: people are called Mega too."""
_MARKERS = (".dropbox", ".stfolder", ".sync_folder")
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows says which folder OneDrive owns."""


def refuse_unsafe(path: Path) -> None:
    """Raise `RegisterUnreadable` if a register at `path` could lose what is written to it."""
    folder = Path(os.path.realpath(path)).parent
    if is_network(folder):
        raise RegisterUnreadable(
            Sentence(
                N_("{path} lies on a network share, where SQLite's locks do not hold"), path=path
            ),
            Sentence(
                N_(
                    "keep the register on a disk of this computer (--register) and hand it on as an export"
                )
            ),
        )
    if (part := synchronised_by(folder)) is not None:
        raise RegisterUnreadable(
            Sentence(
                N_(
                    "{path} lies in a synchronised folder ({part}), which can tear a register apart"
                ),
                path=path,
                part=part,
            ),
            Sentence(N_("keep the register in a folder that is not synchronised (--register)")),
        )


def refuse_synchronised(folder: Path) -> None:
    """Raise `Unwritable` for a folder from which backups would leave the office."""
    if (part := synchronised_by(Path(os.path.realpath(folder)))) is not None:
        raise Unwritable(
            Sentence(
                N_(
                    "{path} lies in a synchronised folder ({part}): a backup would leave the office"
                ),
                path=folder,
                part=part,
            ),
            Sentence(N_("name a folder on a disk of the office")),
        )


def synchronised_by(folder: Path) -> str | None:
    """The part of the path that a synchronising program owns, or None."""
    owned = {Path(os.path.realpath(each)) for name in _VARIABLES if (each := os.environ.get(name))}
    home = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 - never raises
    homes = (home, home / "Documents")
    for place in (folder, *folder.parents):
        if _SYNCHRONISED.match(place.name) or (
            place.name.lower() in _IN_HOME and place.parent in homes
        ):
            return place.name
        if place in owned or any(_exists(place / marker) for marker in _MARKERS):
            return str(place)
    return None


def _exists(path: Path) -> bool:
    """Whether `path` is there, as far as one may look."""
    try:
        return path.exists()
    except OSError:
        return False


def is_network(folder: Path) -> bool:
    """Whether `folder` lies on a network file system, as far as the system tells."""
    if sys.platform == "win32":
        return _is_windows_share(folder)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return is_share(mounts, folder)


def is_share(mountinfo: str, folder: Path) -> bool:
    """Whether Linux' mountinfo says that `folder` lies on a network file system."""
    return file_system(mountinfo, folder) in _NETWORK


def file_system(mountinfo: str, folder: Path) -> str:
    """The type of the file system that holds `folder`, from Linux' mountinfo.

    A disk of this computer that Windows lends to its Linux is a `drvfs`; mountinfo calls it a `9p`.
    """
    best, kind = -1, ""
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        mount = Path(fields[4].replace("\\040", " "))
        if folder.is_relative_to(mount) and len(mount.parts) >= best:
            told = right.split()[0]
            is_drive = told == "9p" and "aname=drvfs" in right
            best, kind = len(mount.parts), "drvfs" if is_drive else told
    return kind


def _is_windows_share(folder: Path) -> bool:
    if folder.drive.startswith("\\\\"):
        return True
    import ctypes

    remote = 4
    windll = getattr(ctypes, "windll")  # noqa: B009 - exists on Windows only
    return bool(windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == remote)


def refuse_full(path: Path, needed: int) -> None:
    """Raise `Unwritable` where the disk of a register has less room than `needed` bytes."""
    folder = standing_folder(path)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Unwritable(
            Sentence(
                N_("{folder} has {free} MB left, and about {needed} MB are needed"),
                folder=folder,
                free=free // _MEGABYTE,
                needed=-(-needed // _MEGABYTE),
            ),
            Sentence(N_("make room, or name another disk with --register")),
        )


def standing_folder(path: Path) -> Path:
    """The folder of a register, or what is there of the way to it."""
    return next(each for each in path.absolute().parents if each.exists())
