"""Greetings before the matter of a message, and partings behind it, which tell nothing of it."""

import re

from pilkada_cli.domain.spelling import words

_GREETINGS = frozenset(
    words(
        "assalamualaikum assalamu asalamualaikum assalammualaikum alaikum aslm ass wr wb wrwb"
        " warahmatullahi warahmatullah wabarakatuh wabarokatuh salam sejahtera sehat shalom"
        " selamat pagi siang sore malam met hari untuk bagi kita semua semuanya bapak bpk pak ibu"
        " bu rekan komandan ndan pimpinan yang yth saya kami hormati mohon izin info informasi"
        " lapor laporan melapor melaporkan menyampaikan sampaikan dan kejadian harian situasi"
        " perkembangan khusus sementara menonjol singkat awal terkini update penting segera"
        " lapinfo lapsus laphar lapsit sit sitkam sitkamtibmas"
    )
)
"""Folded words of which a line of greeting consists, or one that says only that this is a report."""

_PARTING = frozenset(
    words(
        "demikian dilaporkan disampaikan laporan informasi terima kasih trima terimakasih makasih"
        " trims tks atas perhatian perhatiannya kerja sama bapak ibu pak bu komandan ndan hormat"
        " kami saya wassalam wassalamualaikum wasalamualaikum wr wb wrwb warahmatullahi"
        " wabarakatuh mohon petunjuk arahan dan untuk menjadi maklum periksa yang kepada semua"
        " dumum dump utk salam sehat kembali selanjutnya lebih lanjut"
    )
)
"""Folded words of which a line of parting consists."""


def matter_of(lines: list[str]) -> list[str]:
    """The lines without greetings before the matter and partings behind it; all where there is none.

    Where these stand in one line with it, they are taken off the line.
    """
    told = [n for n, line in enumerate(lines) if words(line)]
    first = next((n for n in told if not greets(lines[n])), None)
    if first is None:
        return lines
    last = next((n for n in reversed(told) if not _parts(lines[n])), first)
    matter = lines[first : max(first, last) + 1]
    matter[0] = without_opening(matter[0])
    matter[-1] = without_parting(matter[-1])
    return matter


def _parts(line: str) -> bool:
    return _PARTING.issuperset(words(line))


_CLAUSE = re.compile(r"[^,.:;!?]*[,.:;!?]+\s*")


_LABEL = re.compile(r"\s*(?:perihal|hal|judul|kejadian|peristiwa)\s*:\s*(?=\w)", re.IGNORECASE)
_SENDER = re.compile(
    r"\W*(?i:info(?:rmasi)?|kabar|laporan|lap)(?: \w+)? (?i:dari|dr)"
    r"(?: (?:[A-Z][\w.]*|kec\.?|kecamatan|desa|kel\.?|warga|petugas)){1,6}\W*"
    r"|\W*(?i:dari|dr|pengirim)\s*:\s*[^.!?]{1,60}"
)
_OF_A_LETTER = re.compile(
    r"\W*(?:(?:kepada|kpd)\b(?:\s*:|\W*yth\b)|yth\b|(?:tembusan|nomor|lampiran|sifat)\s*:)",
    re.IGNORECASE,
)
"""How the lines begin that a letter has above its subject."""


_TO = r"(?:(?:pak|bu|bapak|ibu|komandan|ndan)\b[\s,.:!]*)*"
_OPENINGS = tuple(
    re.compile(rf"\W*{begun}", re.IGNORECASE)
    for begun in (
        rf"(?:selamat|met)\s+(?:pagi|siang|sore|malam)\b[\s,.:!]*{_TO}",
        rf"(?:mohon\s+)?i[zj]in\s+(?:me)?(?:lapor(?:kan)?|nyampaikan)\b[\s,.:]*{_TO}",
        r"bahwa\s+",
    )
)
"""How people begin without a comma: ``Selamat pagi Pak izin melaporkan bahwa``."""


def names_sender(line: str) -> bool:
    """Whether a line says only from whom it comes: ``Info dari Babinsa Limpasu``, ``Dari: Camat``."""
    return _SENDER.fullmatch(line) is not None


def without_greeting(line: str) -> str:
    """A line without the greeting, the sender or the label that it begins with, where it says more."""
    line = _LABEL.sub("", line, count=1) if _LABEL.match(line) else line
    return without_opening(line, sender=True)


def without_opening(line: str, *, sender: bool = False) -> str:
    """A line without the greeting that it begins with, and without its `sender`, where it says more."""
    while (
        (clause := _CLAUSE.match(line))
        and words(clause[0])
        and (_GREETINGS.issuperset(words(clause[0])) or (sender and names_sender(clause[0])))
        and any(c.isalpha() for c in line[clause.end() :])
    ):
        line = line[clause.end() :]
    for each in _OPENINGS:
        opening = each.match(line)
        if opening and any(c.isalpha() for c in line[opening.end() :]):
            line = line[opening.end() :]
    return line


_LAST_CLAUSE = re.compile(r"(?<=[.,!;])\s+[^.,!;]+[.,!;\W]*$")


def without_parting(line: str) -> str:
    """A line without the parting that it ends with: ``Demikian dilaporkan, terima kasih``."""
    while (clause := _LAST_CLAUSE.search(line)) and words(clause[0]) and _parts(clause[0]):
        line = line[: clause.start()].rstrip(" ,;")
    return line


def greets(line: str) -> bool:
    """Whether a line only greets, or says as a letter does to whom it goes and under what number."""
    return _OF_A_LETTER.match(line) is not None or _GREETINGS.issuperset(words(line))
