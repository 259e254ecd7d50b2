"""Which places belong to whoever tells a matter: ``Kata Bu Contoh PPK Haruyan`` is no word of where it was."""

from collections.abc import Iterator, Sequence

from pilkada_cli.analysis.wording import Token
from pilkada_cli.domain.form_labels import Label, labelled
from pilkada_cli.domain.spelling import words

_TELLS = frozenset(words("kata ujar menurut sumber pelapor pengirim saksi"))
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
_LOOKED_BACK = 7
_LONGEST = 8
_OF_A_NAME = 3


def places_told_from(text: str, said: Sequence[Token]) -> set[int]:
    """The numbers of the words that name the place of an institution whose people tell the matter."""
    lines = text.split("\n")
    found: set[int] = set()
    for at, token in enumerate(said):
        if token.word in _INSTITUTIONS and (
            _is_of_teller(lines[token.line]) or _is_told_by(text, said, at)
        ):
            found |= {*_place_after(text, said, at)}
    return found


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


def _place_after(text: str, said: Sequence[Token], at: int) -> Iterator[int]:
    """The words behind an institution that name where it is."""
    of_name = 0
    for n in range(at + 1, min(len(said), at + 1 + _LONGEST)):
        if not _joined(text, said, n - 1):
            return
        if said[n].word in _WITHIN:
            of_name = 0
        elif of_name == _OF_A_NAME or (of_name and not said[n].raised):
            return
        else:
            of_name += 1
        yield n


def _joined(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether a word and the next stand in one line and breath."""
    between = text[said[at].end : said[at + 1].start]
    return said[at].line == said[at + 1].line and between.strip(" .:(-") == ""
