"""How far what a text tells has come: whether it happened or may happen."""

import re

from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.fields import Phase

_HAPPENED = re.compile(
    r"\b(?<!belum )(?<!tidak )(?<!dapat )(?<!akan )(?:terjadi(?:lah|nya)?|mengalami"
    r"|(?:telah|sudah|sdh) (?:dirusak|dibakar|dicuri|dirobek|dipukul|terendam|meninggal|bentrok)"
    r"|meninggal dunia|luka-luka)\b",
    re.IGNORECASE,
)
_MAY_HAPPEN = re.compile(
    r"\b(?:rencana(?:nya)?|berencana|akan|bakal|potensi|berpotensi|dikhawatirkan|kemungkinan"
    r"|antisipasi|mengantisipasi|isu|rawan|belum terjadi|seandainya|apabila|jika|bila)\b",
    re.IGNORECASE,
)


def phase(text: str) -> Guess | None:
    """Actual or potential, where a text says only one of the two."""
    happened, may = ({m[0] for m in each.finditer(text)} for each in (_HAPPENED, _MAY_HAPPEN))
    if bool(happened) == bool(may):
        return None
    return Guess((Phase.GN if happened else Phase.PG).value, tuple(sorted(happened or may)))
