"""Where things are by default, and what the environment says of it."""

import os
import sys
from pathlib import Path

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

REGISTER_VARIABLE = "PILKADA_REGISTER"
BACKUPS_VARIABLE = "PILKADA_BACKUPS"


def default_register() -> Path:
    """``register.db`` in the user's data folder: the same for a shell and for cron."""
    return _data_folder() / "register.db"


def own_rules() -> Path:
    """Where the user's own rules of alerts stand, if there are any."""
    return _data_folder() / "alerts.yaml"


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("pilkada", appauthor=False)


def state_folder() -> Path:
    """Where origins are bound to files; never beside the register."""
    from platformdirs import user_state_path

    # Elsewhere than on Linux the state folder is the data folder itself.
    name = "pilkada" if sys.platform == "linux" else "pilkada-state"
    return user_state_path(name, appauthor=False)


def register_path(typed: str | None) -> Path:
    """The register that is meant: the option, the variable, or the default.

    Raises `UsageError` for ``~name`` where there is no such user.
    """
    return _path(typed or os.environ.get(REGISTER_VARIABLE)) or default_register()


def backup_folder(typed: Path | None) -> Path | None:
    """The folder for backups that is meant: what was typed or the variable, else None."""
    return typed or _path(os.environ.get(BACKUPS_VARIABLE))


def _path(named: str | None) -> Path | None:
    if not named:
        return None
    try:
        return Path(named).expanduser()
    except RuntimeError:
        raise UsageError(
            Sentence(N_("{path} lies in the folder of a user who is not known here"), path=named)
        ) from None
