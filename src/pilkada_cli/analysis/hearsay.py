"""Which places are no word of where a matter was: of whoever tells or helps, and of where somebody was taken or fled."""

from collections.abc import Collection, Iterator, Sequence

from pilkada_cli.analysis.wording import Token
from pilkada_cli.domain.affixes import roots
from pilkada_cli.domain.form_labels import Label, labelled
from pilkada_cli.domain.posts import FIRST_PERSON, POSTS, led_lines, signature
from pilkada_cli.domain.spelling import words

_TELLS = frozenset(words("kata ujar menurut sumber pelapor pengirim saksi ket"))
_TELLING = frozenset(words("info informasi kabar laporan berita keterangan"))
_FROM = frozenset(words("dari dr"))
_PERSONS = frozenset(words("pak bapak bpk bu ibu sdr sdri saudara ketua anggota staf petugas"))
_INSTITUTIONS = frozenset(
    words(
        "ppk pps pkd panwascam panwaslu panwaslucam polsek kapolsek koramil danramil babinsa"
        " bhabinkamtibmas kua puskesmas camat sekcam lurah kades pambakal"
    )
)
_WITHIN = frozenset(words("kec kecamatan kel kelurahan desa ds kab kabupaten kota"))
_OF_OFFICE = (
    POSTS
    - _WITHIN
    - frozenset(
        words("warga masyarakat tokoh pemilih saksi relawan media wartawan tim petugas anggota")
    )
)
"""Those who tell a matter of office; where others live it may well have been."""
_LOOKED_BACK = 7
_LONGEST = 8
_OF_A_NAME = 3

_TAKES = frozenset(
    words(
        "bawa lari rujuk rawat inap evakuasi opname lapor serah adu koordinasi terus diamankan ditahan"
    )
)
"""Roots and words that tell to where a person was taken, or a report was made."""
_TO = frozenset(words("ke kepada dengan dgn"))
_AT = frozenset(words("bawa rujuk rawat inap opname diamankan ditahan"))
"""Those of them that tell where a person is since: ``dirawat di``."""
_TAKEN_TO = _INSTITUTIONS | frozenset(
    words(
        "rsud rsu rsd rs igd pkm klinik sakit polres polresta polda mapolres mapolresta mapolsek"
        " mapolda mako kantor kodim kejari kejaksaan bawaslu kpu gakkumdu kesbangpol satpol"
    )
)
_TAKING = 5
"""Words over which it is told to which institution somebody was taken."""

_FLEES = frozenset(words("kabur lari"))
"""Roots that tell that somebody flees."""
_TOWARDS = frozenset(words("ke arah menuju daerah wilayah"))
_NEAR = 3
"""Words over which it is told from where help comes, and to where somebody flees."""


def places_told_from(text: str, said: Sequence[Token]) -> set[int]:
    """The numbers of the words that name the place of an institution whose people tell the matter."""
    telling = tellers(text, said) | _telling_themselves(text, said)
    return {n for at in telling for n in _place_after(text, said, at)}


def tellers(text: str, said: Sequence[Token]) -> set[int]:
    """The numbers of the words that name an institution whose people tell the matter: ``info dari Babinsa``."""
    lines, of_sender = text.split("\n"), {*led_lines(text), signature(text)}
    return {
        at
        for at, token in enumerate(said)
        if (token.word in _OF_OFFICE and token.line in of_sender)
        or (
            token.word in _INSTITUTIONS
            and (_is_of_teller(lines[token.line]) or _is_told_by(text, said, at))
        )
    }


def _telling_themselves(text: str, said: Sequence[Token]) -> set[int]:
    """The same of whoever says that he is one of them, of whom the matter may be: ``ulun Babinsa Limpasu``."""
    return {
        at
        for at in range(1, len(said))
        if said[at].word in _INSTITUTIONS
        and said[at - 1].word in FIRST_PERSON
        and _joined(text, said, at - 1)
    }


def places_helping(text: str, said: Sequence[Token]) -> set[int]:
    """The numbers of the words that name from where help comes: ``bantuan dari Kec. Haruyan``."""
    found: set[int] = set()
    for at, token in enumerate(said):
        if token.word in _FROM | {"oleh"} and _is_behind(text, said, at, {"bantu"}):
            found |= {*_place_after(text, said, at)}
    return found


def places_fled_to(text: str, said: Sequence[Token]) -> set[int]:
    """The numbers of the words that name to where somebody fled: ``kabur ke arah Banjarbaru``."""
    found: set[int] = set()
    for at, token in enumerate(said):
        if token.word in _TOWARDS and _is_behind(text, said, at, _FLEES):
            found |= {*_place_after(text, said, at)}
    return found


def _is_behind(text: str, said: Sequence[Token], at: int, told: Collection[str]) -> bool:
    """Whether a word with one of these roots stands shortly before, in one breath."""
    for n in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if not _joined(text, said, n):
            return False
        if not roots(said[n].word).isdisjoint(told):
            return True
    return False


def places_taken_to(text: str, said: Sequence[Token]) -> set[int]:
    """The numbers of the words that name where an institution is to which somebody or a report was taken."""
    found: set[int] = set()
    for at, token in enumerate(said):
        if token.word in _TAKEN_TO and _is_taken_to(text, said, at):
            first = at + 1
            while first < len(said) and said[first].word in _TAKEN_TO | {"di"}:
                first += 1
            if first < len(said) and all(_joined(text, said, n) for n in range(at, first)):
                found |= {*_place_after(text, said, first - 1, of_a_name=_TAKING)}
    return found


def _is_taken_to(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether it is told before an institution that somebody or something was taken there."""
    towards = staying = False
    for n in range(at - 1, max(-1, at - 1 - _TAKING), -1):
        if not _joined(text, said, n):
            return False
        towards, staying = towards or said[n].word in _TO, staying or said[n].word == "di"
        of = roots(said[n].word)
        if (towards and not of.isdisjoint(_TAKES)) or (staying and not of.isdisjoint(_AT)):
            return True
    return False


def _is_of_teller(line: str) -> bool:
    """Whether a line of a form says who tells it: ``Sumber : Fulan, PPK Haruyan``."""
    found = labelled(line)
    told = found is not None and found.label == Label.OTHER
    return told and not (_TELLS | _FROM).isdisjoint(words(line[: found.start] if found else ""))


def _is_told_by(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether a word that tells stands before, with nothing but a person and posts between."""
    for n in range(at - 1, max(-1, at - 1 - _LOOKED_BACK), -1):
        if not _joined(text, said, n):
            return False
        word = said[n].word
        if word in _TELLS or (word in _FROM and n and said[n - 1].word in _TELLING):
            return True
        of_person = any(said[k].word in _PERSONS for k in range(max(0, n - 2), n + 1))
        if not (of_person or said[n].raised or word in _FROM | _INSTITUTIONS):
            return False
    return False


def _place_after(
    text: str, said: Sequence[Token], at: int, *, of_a_name: int = _OF_A_NAME
) -> Iterator[int]:
    """The words behind an institution that name where it is."""
    of_name = 0
    for n in range(at + 1, min(len(said), at + 1 + _LONGEST)):
        if not _joined(text, said, n - 1):
            return
        if said[n].word in _WITHIN:
            of_name = 0
        elif of_name == of_a_name or (of_name and not said[n].raised):
            return
        else:
            of_name += 1
        yield n


def _joined(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether a word and the next stand in one line and breath."""
    between = text[said[at].end : said[at + 1].start]
    return said[at].line == said[at + 1].line and between.strip(" .:(-") == ""
