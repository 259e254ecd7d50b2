"""Small text files as Notepad and PowerShell save them."""

import codecs


def to_utf_8(data: bytes) -> bytes:
    """The same text in UTF-8 where a byte order mark says UTF-16; anything else as it is."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        return data
