"""Which words of a message are the title of its report, and which its detail."""

import re
from collections.abc import Sequence
from itertools import takewhile

from pilkada_cli.domain.abbreviations import ends_sentence
from pilkada_cli.domain.fields import MAX_TEXT, MAX_TITLE
from pilkada_cli.domain.form_labels import Label, labelled, labels
from pilkada_cli.domain.privacy import personal_data
from pilkada_cli.domain.spelling import words
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.message_bytes import SHORTEN
from pilkada_cli.exchange.message_greetings import (
    greets,
    names_sender,
    without_greeting,
    without_parting,
)
from pilkada_cli.i18n import N_, Sentence


def spaced(text: str) -> str:
    """`text` with one blank line where there were several, and none around it."""
    return re.sub(r"\n{3,}", "\n\n", text.strip())


def divided(text: str) -> tuple[str, str]:
    """The title and the detail of a text. Raises `InvalidData` where it cannot have them."""
    lines = text.split("\n")
    worded = [n for n, line in enumerate(lines) if any(c.isalpha() for c in line)]
    if not worded:
        raise InvalidData(
            Sentence(N_("the message holds no words")),
            Sentence(N_("its first line becomes the title of the report, the rest its detail")),
        )
    if len(text) > MAX_TEXT:
        raise InvalidData(
            Sentence(
                N_("the message has {length} characters; at most {most} are kept"),
                length=len(text),
                most=MAX_TEXT,
            ),
            SHORTEN,
        )
    at, is_account = _title_line(lines, worded)
    line = lines[at]
    is_account |= any(n < at and _is_heading(lines[n]) for n in worded)
    is_account |= bool(personal_data(line)) or _NIL_BUT.match(without_greeting(line)[1]) is not None
    sender, told = ("", line) if greets(line) else _told_first(line, paragraph=is_account)
    title, whole = _title(told)
    if where := _place_of(lines[at + 1 :]) if _is_thin(title) else "":
        title, whole = _title(f"{title.rstrip(' :')}, {where}")[0], False
    whole = whole and not is_account and len(line) <= _NO_MORE_THAN_A_TITLE
    kept = [sender.rstrip(" ,;:")] if sender else []
    return title, spaced("\n".join((*lines[:at], *kept, *lines[at + 1 :]))) if whole else text


def _title_line(lines: Sequence[str], worded: Sequence[int]) -> tuple[int, bool]:
    """The line that says what the matter is, and whether it is the account of a form.

    Of a form that is its subject, else what stands over it, else its account.
    Labels of time and place, of persons and measures are none of it, and no heading is.
    """
    told = [n for n in worded if not greets(lines[n])]
    kinds = list(labels(lines))
    marked = [n for n in told if labelled(lines[n])]
    is_form = len(marked) > 1
    above = _lines_of_office(lines, worded)
    telling = [n for n in told if n not in above and not _is_heading(lines[n])]
    subjects = [n for n in telling if kinds[n] == Label.SUBJECT and _is_filled(lines[n])]
    if is_form and subjects:
        return subjects[0], False
    plain = [n for n in telling if kinds[n] is None and not names_sender(lines[n])]
    over = [n for n in plain if marked and n < marked[0] and not _LETTERHEAD.fullmatch(lines[n])]
    account = [n for n in telling if kinds[n] == Label.ACCOUNT and _is_filled(lines[n])]
    if is_form and account and not over:
        return account[0], True
    says = [n for n in telling if kinds[n] not in (Label.TIME, Label.PLACE)]
    named = [n for n in says if kinds[n] != Label.OTHER and not names_sender(lines[n])]
    return (over or named or plain or says or told or worded)[0], False


_LETTERHEAD = re.compile(r"\W*(?:LAPORAN|LAPINFO|LAPHAR|LAPSIT|INFORMASI|NOTA DINAS)\b[^a-z]*")
_OFFICE = re.compile(r"\W*PEMERINTAH (?:KAB|KOTA|PROV|DAERAH|DESA|KEC)[^a-z]*")
_OF_OFFICE = re.compile(
    r"\W*(?:BADAN|DINAS|KANTOR|SEKRETARIAT|SATUAN|KECAMATAN|KELURAHAN|DESA)\b[^a-z]*"
    r"|\W*(?i:alamat|jalan|jln?|telp|tlp|fax|e-?mail|website|kode pos)\b.*"
)


def _lines_of_office(lines: Sequence[str], worded: Sequence[int]) -> set[int]:
    """The numbers of the lines that a letter begins with and that name the office with its address."""
    if not _OFFICE.fullmatch(lines[worded[0]]):
        return set()
    return {worded[0], *takewhile(lambda n: _OF_OFFICE.fullmatch(lines[n]), worded[1:])}


_PLACE_ALONE = re.compile(
    r"\W*(?i:di|kec|kecamatan|kab|kabupaten|kota|desa|ds|kel|kelurahan)\b[.:]?(?: [A-Z]\w*){1,3}\W*"
)
_NUMBERED = re.compile(r"\W*(?:[A-Za-z]|[IVX]+|\d{1,2})[.)]\s*")
_OF_A_HEADING = frozenset(
    words(
        "giat kegiatan ini tadi fakta analisa analisis prediksi langkah rekomendasi pendahuluan"
        " kronologi kronologis uraian peristiwa adanya ada terkait tentang sebagai berikut sbb"
        " perihal hal lap dari wilayah wil di terjadi telah kamtibmas umum 5w1h 5w 1h unsur form format"
        " formulir cepat"
    )
)
"""Folded words of which, with those of a greeting, a heading consists."""


_WHEN = (
    r"(?:[\s\d.:/,()-]|\b(?:hari|tanggal|tgl|pukul|pkl?|jam|wita|wib|senin|sanayan|selasa|salasa|rabu|arba|kamis|jum['’]?a(?:ha)?t|sabtu"
    r"|minggu|ahad|jan\w*|feb\w*|mar\w*|apr\w*|mei|jun\w*|jul\w*|agu\w*|sep\w*|okt\w*|no[vp]\w*|des\w*)\b)+"
)
_OF_WHEN = re.compile(rf"\bper\b{_WHEN}$", re.IGNORECASE)
_WHEN_ALONE = re.compile(rf"\W{{0,9}}(?=.*\d){_WHEN}\W{{0,9}}", re.IGNORECASE)
_OF_WHERE = re.compile(
    r"\b(?i:wilayah|wil|wilkum)\b\.?(?: (?i:hukum|kerja))?(?: (?i:kab|kabupaten|kota|kec|kecamatan|prov|provinsi|polres|kodim)\b\.?)?"
    r"(?: (?!(?:Di|Me|Ber|Ter)[a-z]{4})[A-Z]\w*){1,3}\W*$"
)
"""Of when and where a report of a situation is: ``Perkembangan situasi wilayah Kab. HST per 24 Nov 2024``."""


_GROUND = re.compile(
    r"\W*(?:berdasarkan|sehubungan|menindaklanjuti|hasil (?:uji petik|pantauan|pengawasan|monitoring|patroli))\b"
    r"(?:(?!\b(?:di|ter)[a-z]{4,})[^:])*:\W*",
    re.IGNORECASE,
)
"""On what a list rests that follows, where it tells no deed: ``Berdasarkan uji petik Panwascam :``."""


def _is_heading(line: str) -> bool:
    """Whether a line says only what kind of text follows, or of when or where: ``A. FAKTA``, ``KEC. HANTAKAN``."""
    _, told = without_greeting(line)
    if any(each.fullmatch(told) for each in (_WHEN_ALONE, _GROUND)) or _PLACE_ALONE.fullmatch(line):
        return True
    told = told[number.end() :] if (number := _NUMBERED.match(told)) else told
    told = _OF_WHEN.sub(" ", told)
    told = told if told.isupper() else _OF_WHERE.sub(" ", told)
    return all(greets(word) or word in _OF_A_HEADING for word in words(told))


def _is_filled(line: str) -> bool:
    """Whether something stands behind the label of a line, or the line has none."""
    found = labelled(line)
    return found is None or any(c.isalpha() for c in line[found.start :])


_THIN = frozenset(words("renc rencana aksi unras unjuk rasa demo giat kegiatan"))


def _is_thin(title: str) -> bool:
    """Whether a title says only what sort of matter it is, and lines behind it the rest: ``renc aksi unras``."""
    return title.endswith(":") or _THIN.issuperset(words(title))


def _place_of(lines: Sequence[str]) -> str:
    """The place that a form names; empty where it names none."""
    for line in lines:
        found = labelled(line)
        if found and found.label is Label.PLACE and words(line[found.start :]):
            return _without_signs(line[found.start :])
    return ""


_NIL_BUT = re.compile(
    r"\A\W{0,9}nihil\b[^;!?]{0,80}?[.,;]\s*(?:tapi|tp|tetapi|namun|hanya|cuma)\b[\s,]*(?:saja\s+)?(?=\w)",
    re.IGNORECASE,
)
"""What says that there is nothing before what there is: ``Nihil utk Kec. Lokpaikat. Tapi ada keributan``."""

_SENTENCE_END = re.compile(r"(?P<word>[^\W_]{1,60})[)\"”*_]{0,9}[.!?]+(?=\s)")
_LEAST_OF_A_SENTENCE = 20


def _told_first(line: str, *, paragraph: bool) -> tuple[str, str]:
    """Who tells a line, and what it tells without greeting and parting; of a paragraph its first sentence."""
    sender, told = without_greeting(line)
    told = without_parting(_NIL_BUT.sub("", told, count=1))
    if len(line) <= _NO_MORE_THAN_A_TITLE and not paragraph:
        return sender, told.rstrip(".")
    for end in _SENTENCE_END.finditer(told, _LEAST_OF_A_SENTENCE):
        if ends_sentence(end["word"].casefold()):
            return sender, told[: end.end()].rstrip(".")
    return sender, told.rstrip(".") if paragraph else told


_EMPHASIS = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_AROUND = "*_~` "
_ITEM = re.compile(
    r"\s*(?:(?:[-–•▪]\s|\d{1,2}[.)]\s|[⏩⏭▶►➤➡→👉🔸🔹]\ufe0f?)\s*(?=\D)|[a-z][.)]\s+(?=\w))"
)
"""What the points of a list begin with."""
_LOOKED_AT = 4 * MAX_TITLE
"""Characters of a line from which its title is made."""


_NO_MORE_THAN_A_TITLE = 80
"""Characters of a line that is a title and nothing else. A longer one tells the matter, and stays
in the detail too: whoever writes a better title loses none of it."""


def _title(line: str) -> tuple[str, bool]:
    """The title that a line makes, and whether the line says no more than that."""
    first = next(n for n, character in enumerate(line) if character.isalpha())
    start = first if first > MAX_TITLE // 2 else 0
    title = _without_signs(line[start : start + _LOOKED_AT])
    if start == 0 and len(line) <= _LOOKED_AT and len(title) <= MAX_TITLE:
        return title, len(title) <= _NO_MORE_THAN_A_TITLE
    return _cut(title), False


def _without_signs(line: str) -> str:
    """A line without WhatsApp's signs for bold, italic, struck out and typewriter, and of a list."""
    line = _ITEM.sub("", line, count=1) if _ITEM.match(line) else line
    while (bare := _EMPHASIS.sub(r"\2", line)) != line:
        line = bare
    return " ".join(line.split()).strip(_AROUND)


def _cut(title: str) -> str:
    """A title that ends at a word, as long as a title may be."""
    most = MAX_TITLE - 1
    head = f"{title} "[: most + 1].rpartition(" ")[0].rstrip()
    return f"{head if any(c.isalpha() for c in head) else title[:most]}…"
