"""The bytes of an operation: one canonical form, and a hash that covers all of it."""

import hashlib
import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Malformed
from pilkada_cli.domain.operation import Header, Kind, OpId

ORIGIN = "0123456789abcdef0123456789abcdef"
OTHER = "f" * 32
HEADER = Header(
    origin=ORIGIN, seq=7, clock=12, at="2024-11-22T02:30:00.000Z",
    known_at="2024-11-22T01:00:00.500Z", actor=1, batch=OpId(ORIGIN, 6), kind="amend",
    subject=OpId(OTHER, 42),
)  # fmt: skip
BODY = {"impact": 3, "district": None}
SEALED = {"title": "Banjir di Barabai – “air naik”"}
SALT = bytes(range(16))
PREVIOUS = hashlib.sha256(b"the row before").digest()

GOLDEN_HEADER = (
    b'["pilkada.op/1","0123456789abcdef0123456789abcdef",7,12,"2024-11-22T02:30:00.000Z",'
    b'"2024-11-22T01:00:00.500Z",1,"0123456789abcdef0123456789abcdef/6","amend",'
    b'"ffffffffffffffffffffffffffffffff/42"]'
)
GOLDEN_BODY = b'{"impact":3,"district":null}'
GOLDEN_SEALED = b'{"title":"Banjir di Barabai \xe2\x80\x93 \xe2\x80\x9cair naik\xe2\x80\x9d"}'
GOLDEN_HASH = "a703cc95fd73f24b6ceb4c4ad637f3b68109a2826e9238f841e8571c61a5e505"


def altered(**parts: object) -> bytes:
    """The golden header with some of its ten parts replaced by name."""
    names = [
        "format",
        "origin",
        "seq",
        "clock",
        "at",
        "known_at",
        "actor",
        "batch",
        "kind",
        "subject",
    ]
    values = json.loads(GOLDEN_HEADER)
    for name, value in parts.items():
        values[names.index(name)] = value
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def test_the_bytes_of_a_header_are_a_promise() -> None:
    assert chain.encode_header(HEADER) == GOLDEN_HEADER


def test_a_header_that_creates_nothing_has_null_for_its_subject() -> None:
    assert chain.encode_header(replace(HEADER, subject=None)).endswith(b',"amend",null]')


def test_a_kind_is_written_as_its_word() -> None:
    written = chain.encode_header(replace(HEADER, kind=Kind.AMEND))
    assert written == GOLDEN_HEADER


def test_content_is_written_without_spaces_and_without_escapes_beyond_ascii() -> None:
    row = chain.seal_row(PREVIOUS, HEADER, BODY, SEALED, SALT)
    assert (row.body, row.sealed, row.salt) == (GOLDEN_BODY, GOLDEN_SEALED, SALT)


def test_the_hash_of_a_row_is_a_promise() -> None:
    assert chain.seal_row(PREVIOUS, HEADER, BODY, SEALED, SALT).hash.hex() == GOLDEN_HASH


def test_digests_follow_the_published_formulas() -> None:
    row = chain.seal_row(PREVIOUS, HEADER, BODY, SEALED, SALT)
    body_digest = hashlib.sha256(GOLDEN_BODY).digest()
    sealed_digest = hashlib.sha256(SALT + GOLDEN_SEALED).digest()
    assert row.body_digest == body_digest
    assert row.sealed_digest == sealed_digest
    header_digest = hashlib.sha256(GOLDEN_HEADER).digest()
    linked = hashlib.sha256(PREVIOUS + header_digest + body_digest + sealed_digest).digest()
    assert row.hash == linked


@pytest.mark.parametrize("sealed", [None, {}])
def test_a_row_without_a_sealed_part_keeps_no_salt_and_32_zero_bytes(sealed: dict | None) -> None:
    row = chain.seal_row(chain.ZERO, HEADER, BODY, sealed, SALT)
    assert (row.sealed, row.salt, row.sealed_digest) == (None, None, bytes(32))


def test_the_first_row_of_an_origin_hangs_on_32_zero_bytes() -> None:
    assert bytes(32) == chain.ZERO


def test_a_sealed_part_without_its_salt_does_not_pass_for_none_at_all() -> None:
    assert chain.sealed_digest(None, GOLDEN_SEALED) != chain.ZERO


def test_equal_secrets_with_other_salts_have_other_digests() -> None:
    one, other = chain.sealed_digest(SALT, b"{}"), chain.sealed_digest(bytes(16), b"{}")
    assert one != other


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOLDEN_HEADER.replace(b",7,", b", 7,"), id="a space"),
        pytest.param(GOLDEN_HEADER + b"\n", id="a line end"),
        pytest.param(b"\xef\xbb\xbf" + GOLDEN_HEADER, id="a byte order mark"),
        pytest.param(GOLDEN_HEADER.replace(b"amend", b"am\\u0065nd"), id="an escape"),
        pytest.param(GOLDEN_HEADER.replace(b",7,", b",7.0,"), id="a float"),
        pytest.param(GOLDEN_HEADER.replace(b"/42", b"/042"), id="a leading zero"),
        pytest.param(GOLDEN_HEADER.replace(b"op/1", b"op/2"), id="another format"),
        pytest.param(GOLDEN_HEADER[:-1] + b",1]", id="eleven parts"),
        pytest.param(b"{}", id="an object"),
        pytest.param(b"\xff" + GOLDEN_HEADER, id="no UTF-8"),
        pytest.param(altered(origin=ORIGIN.upper()), id="an origin in capitals"),
        pytest.param(altered(origin=ORIGIN[1:]), id="a short origin"),
        pytest.param(altered(origin=None), id="no origin"),
        pytest.param(altered(seq=0), id="seq 0"),
        pytest.param(altered(seq=True), id="a truth for a number"),
        pytest.param(altered(seq=2**53 + 1), id="seq beyond 2^53"),
        pytest.param(altered(clock=2**53 + 1), id="clock beyond 2^53"),
        pytest.param(altered(clock=0), id="clock 0"),
        pytest.param(altered(clock="12"), id="a clock in quotes"),
        pytest.param(altered(actor=-1), id="actor below 0"),
        pytest.param(altered(at="2024-11-22T02:30:00Z"), id="an instant without milliseconds"),
        pytest.param(altered(at="2024-11-22T02:30:00.000+08:00"), id="an instant with an offset"),
        pytest.param(altered(at="2024-11-31T02:30:00.000Z"), id="31 November"),
        pytest.param(altered(at="2024-11-22T24:00:00.000Z"), id="24 o'clock"),
        pytest.param(altered(at="2024-11-22T02:30:60.000Z"), id="a leap second"),
        pytest.param(altered(at="２024-11-22T02:30:00.000Z"), id="a full-width digit"),
        pytest.param(altered(at=20241122), id="a number for an instant"),
        pytest.param(altered(known_at="2024-11-22T02:30:00.001Z"), id="known later than entered"),
        pytest.param(altered(kind="Amend"), id="a kind with a capital"),
        pytest.param(altered(kind=""), id="an empty kind"),
        pytest.param(altered(kind="a" * 33), id="a long kind"),
        pytest.param(altered(kind="amend\n"), id="a kind with a line end"),
        pytest.param(altered(batch=None), id="no batch"),
        pytest.param(altered(batch=[ORIGIN, 6]), id="a batch in parts"),
        pytest.param(altered(batch=f"{OTHER}/6"), id="the batch of another origin"),
        pytest.param(altered(batch=f"{ORIGIN}/8"), id="a batch that begins later"),
        pytest.param(altered(subject=f"{ORIGIN}"), id="a subject without a number"),
        pytest.param(altered(subject=f"{ORIGIN}/²"), id="a subject with a raised digit"),
        pytest.param(altered(subject=""), id="an empty subject"),
    ],
)  # fmt: skip
def test_a_header_in_any_other_form_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        chain.decode_header(data)


def test_unknown_kinds_of_newer_programs_are_read() -> None:
    assert chain.decode_header(altered(kind="re-assign2")).kind == "re-assign2"


instants = st.datetimes().map(lambda d: f"{d.isoformat(timespec='milliseconds')}Z")
origins = st.text("0123456789abcdef", min_size=32, max_size=32)
numbers = st.integers(1, 2**53)
ids = st.builds(OpId, origins, numbers)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    origin, seq = draw(ids)
    known_at, at = sorted((draw(instants), draw(instants)))
    return Header(
        origin, seq, draw(numbers), at, known_at, draw(st.integers(0, 2**53)),
        OpId(origin, draw(st.integers(1, seq))),
        draw(st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True)),
        draw(st.none() | ids),
    )  # fmt: skip


@given(headers())
def test_every_header_comes_back_as_it_was_written(header: Header) -> None:
    assert chain.decode_header(chain.encode_header(header)) == header


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"a":1,"a":1}', id="a key twice"),
        pytest.param(b'{"a":{"b":1,"\\u0062":2}}', id="a key twice, deep and escaped"),
        pytest.param(b'{"a":"\\u0000"}', id="NUL"),
        pytest.param(b'{"\\u0000":1}', id="NUL in a key"),
        pytest.param(b'{"a":"\\ud800"}', id="a lone surrogate"),
        pytest.param(b'{"a":["\\udfff"]}', id="a lone low surrogate in a list"),
        pytest.param(b'{"a":9007199254740993}', id="beyond 2^53"),
        pytest.param(b'{"a":-9007199254740993}', id="below -2^53"),
        pytest.param(b'{"a":' + b"9" * 5000 + b"}", id="a number of 5,000 digits"),
        pytest.param(b'{"a":NaN}', id="NaN"),
        pytest.param(b'{"a":Infinity}', id="Infinity"),
        pytest.param(b'{"a":-Infinity}', id="-Infinity"),
        pytest.param(b'{"a":1e999}', id="a float that is no finite number"),
        pytest.param('{"a":"e\u0301"}'.encode(), id="not NFC"),
        pytest.param('{"e\u0301":1}'.encode(), id="a key that is not NFC"),
        pytest.param(b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", id="nested deeply"),
        pytest.param(b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", id="nested abysmally"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"", id="nothing"),
        pytest.param(b'{"a":1}x', id="something after it"),
        pytest.param(b'{"a":"\xff"}', id="no UTF-8"),
    ],
)  # fmt: skip
def test_content_that_two_readers_could_understand_differently_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        chain.decode_object(data)


def test_whole_numbers_up_to_2_to_the_53_are_read() -> None:
    assert chain.decode_object(b'{"a":9007199254740992,"b":-9007199254740992}') == {
        "a": 2**53, "b": -(2**53),
    }  # fmt: skip


nfc = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(
    lambda text: unicodedata.normalize("NFC", text)
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | nfc,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(nfc, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(nfc, values, max_size=5))
def test_all_content_comes_back_as_it_was_written(content: dict) -> None:
    assert chain.decode_object(chain.encode(content)) == content


json_like = st.text('{}[]":,0123456789.eE+-\\udc/a ntrufls', max_size=60).map(str.encode)


@given(st.binary(max_size=80) | json_like)
@example(b'{"a":' + b"1" * 4301 + b"}")
@example(b"[" + b"1" * 4301 + b"]")
def test_any_bytes_whatever_are_read_or_refused_as_malformed(data: bytes) -> None:
    for decode in (chain.decode_header, chain.decode_object):
        try:
            decode(data)
        except Malformed:
            continue


@given(st.integers(0, len(GOLDEN_HEADER) - 1), st.integers(0, 255))
def test_no_two_spellings_of_a_header_are_read_as_the_same(place: int, byte: int) -> None:
    changed = GOLDEN_HEADER[:place] + bytes([byte]) + GOLDEN_HEADER[place + 1 :]
    try:
        header = chain.decode_header(changed)
    except Malformed:
        return
    assert (header == HEADER) == (changed == GOLDEN_HEADER)


@given(
    st.sampled_from(["previous", "header", "body", "sealed"]), st.binary(min_size=32, max_size=32)
)
def test_the_hash_covers_the_chain_the_header_the_body_and_the_sealed_part(
    part: str, other: bytes
) -> None:
    row = chain.seal_row(PREVIOUS, HEADER, BODY, SEALED, SALT)
    parts = {
        "previous": PREVIOUS, "header": row.header, "body": row.body_digest,
        "sealed": row.sealed_digest,
    }  # fmt: skip
    changed = {**parts, part: other}
    assert (chain.link_hash(*changed.values()) == row.hash) == (changed == parts)
