"""Greetings before the matter of a message, and partings behind it, which tell nothing of it."""

import re

from pilkada_cli.domain.abbreviations import OF_PLACES
from pilkada_cli.domain.form_labels import Label, labelled
from pilkada_cli.domain.posts import FIRST_PERSON, WITHIN, says_from_whom
from pilkada_cli.domain.small_names import is_done
from pilkada_cli.domain.spelling import words
from pilkada_cli.exchange.message_letters import after_address, is_addressed, lines_of_address
from pilkada_cli.exchange.message_salutations import SPOKEN_TO, addresses, speaks_of

_GREETINGS = frozenset(
    words(
        "assalamualaikum assalamu asalamualaikum assalammualaikum alaikum aslm ass wr wb wrwb"
        " warahmatullahi warahmatullah wabarakatuh wabarokatuh salam sejahtera sehat shalom"
        " selamat pagi siang sore malam met hari untuk bagi kita semua semuanya bapak bpk pak ibu"
        " bu rekan komandan ndan pimpinan yang yth saya kami hormati mohon izin info informasi"
        " lapor laporan melapor melaporkan menyampaikan sampaikan dan kejadian harian situasi"
        " perkembangan khusus sementara menonjol singkat awal terkini update penting segera"
        " lapinfo lapsus laphar lapsit sit sitkam sitkamtibmas kepada kpd siap breaking news urgent"
        " sekilas mendesak dengan hormat dumasuh mhn ijin inna innalillahi innalilahi lillahi wa wainna"
        " ilaihi wainnailaihi rojiun rajiun roji raji un atensi maaf sebelumnya dear team all sir"
        " madam hi hello good morning afternoon evening"
    )
)
"""Folded words of which a line of greeting consists, or one that says only that this is a report."""

_PARTING = frozenset(
    words(
        "demikian dilaporkan disampaikan laporan informasi terima kasih trima terimakasih makasih"
        " trims tks atas perhatian perhatiannya kerja sama bapak ibu pak bu komandan ndan hormat"
        " kami saya wassalam wassalamualaikum wasalamualaikum wr wb wrwb warahmatullahi"
        " wabarakatuh mohon petunjuk arahan dan untuk menjadi maklum periksa yang kepada semua"
        " dumum dump dumasuh utk salam sehat kembali selanjutnya lebih lanjut diucapkan ucapkan"
        " kerjasama kerjasamanya samanya"
    )
)
"""Folded words of which a line of parting consists."""
_LEAVE = frozenset(
    words(
        "demikian kasih terimakasih makasih trims tks wassalam wassalamualaikum wasalamualaikum dumasuh"
    )
)
"""Those of them by which a line takes leave wherever it stands, as above a signature."""


_ANSWERS = frozenset(
    words(
        "siap oke ok okey baik baiklah monitor dimonitor termonitor 86 8 6 roger copy noted mantap"
        " laksanakan lanjut lanjutkan tetap pantau dipantau terus diterima sudah sdh kami saya"
        " terima kasih trima terimakasih makasih trims tks atas info informasi infonya informasinya"
        " laporan laporannya perkembangan perkembangannya mohon tolong segera update kabari laporkan"
        " ndan komandan pak bapak bu ibu ya iya yg dan waspada semangat sehat selalu salam"
        " waalaikumsalam wassalam wr wb"
    )
)
"""Folded words of which a message consists that only answers another."""


def answers(text: str) -> bool:
    """Whether a message only answers another: ``siap, monitor``, a raised thumb."""
    return text.strip() != "" and _ANSWERS.issuperset(words(text))


def matter_of(lines: list[str]) -> list[str]:
    """The lines without greetings before the matter and partings behind it; all where there is none.

    Where these stand in one line with it, they are taken off the line.
    """
    addressed = lines_of_address(lines)
    told = [n for n, line in enumerate(lines) if words(line) and n not in addressed]
    first = next((n for n in told if not greets(lines[n]) and not _parts(lines[n])), None)
    if first is None:
        return lines
    last = next(n for n in reversed(told) if not _parts(lines[n]))
    matter = [
        lines[n]
        for n in range(first, last + 1)
        if n not in addressed and not _takes_leave(lines[n])
    ]
    matter[0] = without_opening(matter[0])
    matter[-1] = without_parting(matter[-1])
    return matter


def tell_nothing(lines: list[str]) -> bool:
    """Whether lines hold words, and these only greet, speak to somebody or take leave."""
    addressed = lines_of_address(lines)
    told = [line for n, line in enumerate(lines) if words(line) and n not in addressed]
    return all(greets(line) or _parts(line) or answers(line) for line in told)


def _parts(line: str) -> bool:
    return _PARTING.issuperset(words(line))


def _takes_leave(line: str) -> bool:
    return _parts(line) and not _LEAVE.isdisjoint(words(line))


_CLAUSE = re.compile(
    rf"(?:\b(?:{'|'.join(OF_PLACES)})\.(?=\s*\w)|[^,.:;!?])*[,.:;!?]+\s*", re.IGNORECASE
)
_BREATH = re.compile(r"[^,:;!?]*[,:;!?]+\s*")


_SENDER = re.compile(
    r"\W*(?i:info(?:rmasi)?|kabar|laporan|lap)(?: \w+)? (?i:dari|dr)"
    r"(?: (?:[A-Z][\w.]*|kec\.?|kecamatan|desa|kel\.?|warga|petugas)){1,6}"
    r"(?:,? (?i:pak|bu|ndan|komandan))?\W*"
    r"|\W*(?i:dari|dr|pengirim)\s*:\s*[^.!?]{1,60}"
    r"|\W*(?i:dari|dr)(?: (?:[A-Z][\w.]*|kec\.?|kecamatan|desa|kel\.?)){1,6}\s*:\W*"
    r"|[^.!?:]{1,60}\b(?i:menulis|melaporkan|menyampaikan|mengabarkan|menginformasikan)\s*:\W*"
    r"|\W*(?i:(?:(?:mohon|mhn) )?(?:i[zj]in )?(?:meneruskan|teruskan|share|forward)\b)[^.!?:]{0,60}:\W*"
    r"|\W*(?i:(?:86|8-6|monitor|kontak|izin|ijin|masuk|posko|poskotis|pusat|ndan|komandan)\b\W*)+"
    r"(?i:dari|dr)(?: [A-Z][\w.]*){1,4}\W*(?i:(?:ganti|masuk|lapor)\b\W*)*"
)
"""How a line names who sends it, also over the radio: ``monitor posko.. dari Limpasu ganti``."""
_OF_A_LETTER = re.compile(r"\W*(?:tembusan|nomor|lampiran|sifat)\s*:", re.IGNORECASE)
"""How the lines begin that a letter has above its subject."""

_TO = rf"(?:{SPOKEN_TO}|(?:pak|bu|bapak|ibu|komandan|ndan)\b[\s,.:!]*)*"
_OPENINGS = tuple(
    re.compile(rf"\W*{begun}", re.IGNORECASE)
    for begun in (
        rf"(?:mohon\s+)?maaf\s+(?!atas\b|lahir\b|kepada\b|karena\b){_TO}(?:(?:sebelumnya|mengganggu|ganggu|waktunya)\b[\s,.:]*)*",
        rf"as+alam\w*(?:\s+(?:alaikum|wr|wb|warah\w+|wabar\w+)\b\.?)*[\s,.:!]*{_TO}",
        rf"(?:selamat|met)\s+(?:pagi|siang|sore|malam)\b[\s,.:!]*{_TO}",
        rf"(?:mohon\s+)?i[zj]in\s+(?:me)?(?:lapor(?:kan)?|nyampaikan)\b[\s,.:]*{_TO}",
        rf"(?:mohon\s+)?i[zj]in\s+{SPOKEN_TO}",
        r"(?:sambil\s+lalu\s+)?lapor\s+(?:(?:jua|juga|lah)\s+){1,2}(?:pak|bu|ndan|komandan)\b[\s,.:!]*",
        r"(?:(?:bersama|dengan) ini\s+)?(?:(?:kami|saya)\s+)?(?:di|me)?(?:lapor|sampai|beri?ta(?:hu)?)(?:kan)?\s+(?=bahwa\b)",
        r"bahwa\s+",
        r"(?:yth\b[\s.]*)?ndan\b[\s,.:!]*",
    )
)
"""How people begin without a comma: ``Selamat pagi Pak izin melaporkan bahwa``."""


_GROUP = re.compile(
    r"\W*(?i:(?:mohon|mhn|i[zj]in|sekedar|sekadar|hanya|cuma) ){0,3}"
    r"(?i:(?:pesan|info|kabar|diteruskan|meneruskan|terusan|copas|forward|fwd|share)\b:? ?){0,2}(?i:dari|dr)"
    r" (?i:grup|group|wag|tetangga|sebelah)(?: (?:(?i:grup|group|wa|whatsapp|tetangga|sebelah|warga|desa|rt|rw)\b"
    r"|[A-Z]\w{0,20})){0,4}\W*"
)
"""How a line names the group from which a message was passed on: ``Diteruskan dari grup sebelah``."""


def names_group(line: str) -> bool:
    """Whether a line says only from which group a message was passed on."""
    return _GROUP.fullmatch(line) is not None


def names_sender(line: str) -> bool:
    """Whether a line says only from whom it comes: ``Info dari Babinsa Limpasu``, ``Dari: Camat``."""
    return _SENDER.fullmatch(line) is not None or says_from_whom(line) or names_group(line)


def without_greeting(line: str) -> tuple[str, str]:
    """What a line says of its sender before its matter, and the matter without greeting and label.

    The first is empty where it says nothing of the sender, or nothing else.
    """
    found = labelled(line)
    if found and found.label in (Label.SUBJECT, Label.ACCOUNT) and words(line[found.start :]):
        line = line[found.start :]
    line, matter = without_opening(line), without_opening(line, sender=True)
    return line[: len(line) - len(matter)].strip(), matter


def without_opening(line: str, *, sender: bool = False) -> str:
    """A line without the greeting that it begins with, and without its `sender`, where it says more.

    A line of a form stays whole: ``Hari : Minggu`` is no greeting.
    """
    if labelled(line):
        return line
    line = line[after_address(line) :]
    while end := _opening(line, sender=sender):
        line = line[end:]
    for each in _OPENINGS:
        opening = each.match(line)
        if opening and any(c.isalpha() for c in line[opening.end() :]):
            line = line[opening.end() :]
    return line[_introduction(line) :] if sender else line


_INTRODUCED = re.compile(
    rf"\W*(?:ini\s+)?(?:{'|'.join(FIRST_PERSON)})\s+(?P<whom>(?:[\w.]+\s+){{1,8}}?)"
    r"(?:(?:(?:mau|mohon|mhn|handak|ingin)\s+)?i[zj]in\s+(?:me)?|(?:mau|handak|ingin)\s+(?:me)?|me)"
    r"(?:lapor(?:kan)?|nyampaikan|nginfo(?:rmasi)?kan|ngabarkan)\b[\s,.:]*(?:bahwa\s+)?(?=\w+\s+\w+\s+\w)",
    re.IGNORECASE,
)
"""Before three words of the matter; fewer tell too little by themselves."""


def _introduction(line: str) -> int:
    """Where the words end with which somebody says who he is and that he reports; else 0."""
    found = _INTRODUCED.match(line)
    if found is None or any(map(is_done, set(words(found["whom"])) - WITHIN)):
        return 0
    return found.end()


_TELLING = re.compile(
    r"(?:(?:mohon|mhn) )?(?:i[zj]in )?(?:me)?(?:lapor(?:kan)?|nyampaikan|nginfo(?:rmasi)?kan|ngabarkan)\b"
    r"[\s,.:]*(?=\w)",
    re.IGNORECASE,
)
"""What stands between whoever tells a matter and the matter."""


def _opening(line: str, *, sender: bool) -> int:
    """Where the first clause ends that only greets, speaks to somebody or names the `sender`; else 0."""
    clause, breath = _CLAUSE.match(line), _BREATH.match(line)
    if clause and words(clause[0]) and any(c.isalpha() for c in line[clause.end() :]):
        only = clause[0]
        if _GREETINGS.issuperset(words(only)):
            return clause.end()
        if sender and names_sender(only):
            telling = _TELLING.match(line, clause.end())
            return telling.end() if telling else clause.end()
    if breath and addresses(breath[0], _GREETINGS, alone=False):
        rest = line[breath.end() :]
        return breath.end() if any(map(str.isalpha, rest)) and not speaks_of(rest) else 0
    return 0


_LAST_CLAUSE = re.compile(r"(?<=[.,!;])\s+[^.,!;]+[.,!;\W]*$")


def without_parting(line: str) -> str:
    """A line without the parting that it ends with: ``Demikian dilaporkan, terima kasih``."""
    while (clause := _LAST_CLAUSE.search(line)) and words(clause[0]) and _parts(clause[0]):
        line = line[: clause.start()].rstrip(" ,;")
    return line


def greets(line: str) -> bool:
    """Whether a line only greets, speaks to somebody, or says as a letter does to whom it goes."""
    return (
        _OF_A_LETTER.match(line) is not None
        or is_addressed(line) is not None
        or _GREETINGS.issuperset(words(line))
        or addresses(line, _GREETINGS, alone=True)
    )
