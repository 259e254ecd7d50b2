"""What is said where the packages of the extra ``brief`` are missing."""

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence


def missing(format: str) -> UsageError:
    """The error for a format that cannot be made here."""
    return UsageError(
        Sentence(N_("{format} is made with packages that are not installed here"), format=format),
        Sentence(N_("install it with: {command}"), command='pip install "pilkada-cli[brief]"'),
    )
