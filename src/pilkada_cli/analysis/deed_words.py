"""The words by which texts tell of deeds, as parts of patterns, and those that deny them."""

NOUNS = (
    r"pe(?:ng)?rusakan|perobekan|pencoretan|pencabutan|pembakaran|pencurian|perampasan"
    r"|pemukulan|pengeroyokan|penganiayaan|penikaman|pembacokan|pelemparan|penyerangan"
    r"|peng(?:h)?adangan|pemblokiran|perkelahian|tawuran|keributan|kericuhan|bentrok(?:an)?"
    r"|(?:pembagian|bagi-bagi|bagi bagi|bagi2|babagi) (?:uang|duit|amplop|sembako|beras)"
    r"|kebakaran|banjir(?: bandang)?|(?:tanah )?longsor|puting beliung|kecelakaan|lakalantas"
    r"|karhutla|kabut asap|serangan (?:fajar|pajar)|pengancaman|intimidasi"
    r"|unjuk ?rasa|demo(?:nstrasi)?|kerusuhan|penggerudukan"
)
"""What deeds are called."""

_NO_PAY = r"(?! (?:honor|transpor|lelah|saku|kehormatan|operasional|bantuan|bansos|seragam))"
"""What those who work at an election are paid, and relief, is no gift."""
MONEY = rf"(?<!bantuan )(?:uang|duit|amplop|sembako){_NO_PAY}"
"""What is given for a vote and is told by itself."""
GIFT = rf"(?<!bantuan )(?:uang|duit|amplop|sembako|sarung|mukena|kerudung|jilbab|minyak goreng|beras|kalender){_NO_PAY}"
"""What is given for a vote where somebody hands it out."""

NOT = (
    "belum|blm|balum|tidak|tdk|tak|kada|bukan|dapat|akan|bisa|tanpa|rawan|potensi|diancam|hampir"
    "|nyaris|agar|not|never|nobody|no one|none|if"
    "|menolak|tolak|dilarang|jangan|jgn|anti|cegah|pemusnahan|memusnahkan|penggantian|pengganti"
    "|mengganti|perbaikan|memperbaiki"
)
"""What before a deed says that it was none."""


def not_after(words: str) -> str:
    """A pattern that holds where none of these words stands before."""
    return "".join(rf"(?<!{word}[ -])" for word in words.split("|"))
