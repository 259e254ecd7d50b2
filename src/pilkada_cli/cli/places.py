"""Where things are by default, and what the environment says of it."""

import os
from pathlib import Path

REGISTER_VARIABLE = "PILKADA_REGISTER"


def default_register() -> Path:
    """``register.db`` in the user's data folder: the same for a shell and for cron."""
    from platformdirs import user_data_path

    return user_data_path("pilkada", appauthor=False) / "register.db"


def state_folder() -> Path:
    """Where origins are bound to files; never beside the register."""
    from platformdirs import user_state_path

    return user_state_path("pilkada", appauthor=False)


def register_path(typed: str | None) -> Path:
    """The register that is meant: the option, the variable, or the default."""
    named = typed or os.environ.get(REGISTER_VARIABLE)
    return Path(named).expanduser() if named else default_register()
