"""The reference data that is shipped, and what is said about data that is wrong."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.other_election import write_other_election

from pilkada_cli.domain.stages import stage_of_day
from pilkada_cli.errors import Exit, InvalidData
from pilkada_cli.exchange import reference_yaml
from pilkada_cli.exchange.reference import (
    FILES,
    LARGEST,
    build,
    fingerprint,
    read_folder,
    shipped_folder,
)
from pilkada_cli.exchange.reference_check import Problem, validate

SHIPPED = read_folder(shipped_folder())
REFERENCE = build(SHIPPED)

DISTRICTS = {
    "63.01": 11, "63.02": 22, "63.03": 20, "63.04": 17, "63.05": 12, "63.06": 11, "63.07": 11,
    "63.08": 10, "63.09": 12, "63.10": 12, "63.11": 8, "63.71": 5, "63.72": 5,
}  # fmt: skip
STATIONS = {
    "63.01": 572, "63.02": 551, "63.03": 1101, "63.04": 568, "63.05": 355, "63.06": 483,
    "63.07": 533, "63.08": 489, "63.09": 550, "63.10": 550, "63.11": 262, "63.71": 965,
    "63.72": 403,
}  # fmt: skip


def changed(file: str, old: str, new: str, files: dict[str, bytes] = SHIPPED) -> dict[str, bytes]:
    """`files` with the first `old` in one of them replaced."""
    content = files[file].decode()
    assert old in content
    return {**files, file: content.replace(old, new, 1).encode()}


def line_of(files: dict[str, bytes], file: str, part: str) -> int:
    """The line of the only place where `part` stands."""
    found = [n for n, line in enumerate(files[file].decode().splitlines(), 1) if part in line]
    assert len(found) == 1
    return found[0]


def said(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [(p.file, p.line, p.key, str(p.sentence)) for p in problems]


# What is shipped


def test_shipped_data_is_valid():
    assert said(validate(SHIPPED)) == []


def test_shipped_regions_are_thirteen_with_their_districts():
    assert {r.code: len(r.districts) for r in REFERENCE.regencies} == DISTRICTS
    assert len(REFERENCE.district_by_code) == 156
    assert REFERENCE.province.code == "63"


def test_polling_stations_of_regencies_and_of_districts_make_the_official_total():
    assert {r.code: r.polling_stations for r in REFERENCE.regencies} == STATIONS
    assert sum(STATIONS.values()) == REFERENCE.province.polling_stations == 7382
    for region in REFERENCE.regencies:
        assert sum(d.polling_stations for d in region.districts) == region.polling_stations


def test_villages_make_the_official_totals():
    province = REFERENCE.province
    districts = REFERENCE.district_by_code.values()
    assert (province.villages, province.urban_villages) == (1872, 144)
    assert sum(d.villages for d in districts) == 1872
    assert sum(d.urban_villages for d in districts) == 144


def test_a_seat_is_no_alias():
    for region in REFERENCE.regencies:
        assert region.seat not in region.aliases


def test_regencies_have_a_place_on_both_maps():
    assert len({r.tile for r in REFERENCE.regencies}) == 13
    for region in REFERENCE.regencies:
        assert region.centroid is not None
        latitude, longitude = region.centroid
        assert -5 < latitude < -1
        assert 114 < longitude < 117


def test_the_groups_stand_in_the_order_of_the_briefing():
    assert {g.key: len(g.categories) for g in REFERENCE.groups} == {
        "kamtibmas": 9, "netralitas": 6, "logistik": 4, "badan-adhoc": 3, "tps": 5,
        "dukungan-pemda": 4, "bencana": 5, "isu-aktual": 10,
    }  # fmt: skip
    assert [g.key for g in REFERENCE.groups][0::7] == ["kamtibmas", "isu-aktual"]
    assert len(REFERENCE.category_by_key) == 46


@pytest.mark.parametrize("key", REFERENCE.category_by_key)
def test_a_category_is_complete_in_both_languages(key: str):
    category = REFERENCE.category_by_key[key]
    for label in (category.label, category.definition, *category.measures):
        assert label.id
        assert label.en
        assert label.id != label.en or label is category.label
        assert "\n" not in label.id + label.en
    assert 2 <= len(category.measures) <= 4
    assert 4 <= len(category.hints) <= 12
    assert category.owners
    assert bool(category.aspects) == (key != "isu-aktual/lainnya")
    assert (category.aspects == ("bencana",)) == (category.group == "bencana")


def test_the_matrix_ranks_the_cells_and_is_no_product():
    matrix = REFERENCE.scale.matrix
    assert matrix[0] == (1, 3, 5, 8, 20)
    assert matrix[4] == (9, 15, 18, 23, 25)
    assert sorted(cell for row in matrix for cell in row) == list(range(1, 26))


def test_the_bands_are_those_of_the_government():
    scale = REFERENCE.scale
    assert (scale.key, scale.source) == ("pemerintah", "PermenPANRB 5/2020")
    assert [(level.lowest, level.highest) for level in scale.levels] == [
        (1, 5), (6, 10), (11, 15), (16, 20), (21, 25),
    ]  # fmt: skip
    assert [level.weight for level in scale.levels] == [1, 2, 4, 8, 16]
    assert [level.label.id for level in scale.levels][0::4] == ["Sangat Rendah", "Sangat Tinggi"]
    assert scale.credence == (10, 10, 9, 7, 4, 1, 5)


def test_another_band_set_is_a_change_of_data():
    scale = build(changed("scales.yaml", "default: pemerintah", "default: kemenkeu")).scale
    assert [level.lowest for level in scale.levels] == [1, 6, 12, 16, 20]


def test_the_day_of_the_briefing_is_the_fifty_ninth_of_the_campaign():
    stage = stage_of_day(REFERENCE, date(2024, 11, 22))
    assert stage is not None
    assert (stage.key, stage.days) == ("kampanye", 60)


def test_a_stage_without_a_date_has_a_rule_in_words():
    assert len(REFERENCE.stages) == 38
    for stage in REFERENCE.stages:
        assert stage.rule is not None or stage.days is not None


def test_main_stages_are_the_numbered_ones_the_quiet_period_and_the_regions_own():
    main = {stage.key for stage in REFERENCE.stages if stage.main}
    assert {"kampanye", "masa-tenang", "psu-pungut", "sengketa-hasil-banjar"} <= main
    aside = {"pelantikan", "logistik", "coklit", "rekap-kecamatan", "pengundian-nomor-urut"}
    assert not main & aside
    assert not any(stage.main for stage in REFERENCE.stages if stage.block == "persiapan")


def test_the_election_says_when_a_report_is_owed():
    election = REFERENCE.election
    assert [(v.on, v.region) for v in election.voting_days] == [
        (date(2024, 11, 27), None),
        (date(2025, 4, 19), "63.72"),
    ]
    assert election.daily_cutoff == "06:00"
    assert (election.duties[0].stage, election.duties[0].per_days) == (None, 7)
    last = election.duties[-1]
    assert (last.from_h, last.to_h, last.reports, last.per_days) == (-3, 3, 2, 1)


def test_the_fingerprint_is_that_of_all_five_files():
    assert REFERENCE.fingerprint == fingerprint(dict(reversed(SHIPPED.items())))
    for file in FILES:
        other = {**SHIPPED, file: SHIPPED[file] + b"\n"}
        assert fingerprint(other) != REFERENCE.fingerprint


def test_no_header_names_a_path_of_a_machine():
    for content in SHIPPED.values():
        assert content.startswith(b"# ")
        assert b"/work" not in content
        assert b".md" not in content


def test_without_the_fast_parser_the_same_is_read(monkeypatch: pytest.MonkeyPatch):
    import yaml

    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert build(SHIPPED) == REFERENCE
    broken = {**SHIPPED, "categories.yaml": SHIPPED["scales.yaml"]}
    assert {p.file for p in validate(broken)} == {"categories.yaml"}


# Reading a folder


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(InvalidData) as caught:
        read_folder(tmp_path)
    assert "election.yaml" in str(caught.value.sentence)
    assert caught.value.exit_code == Exit.INVALID


def test_what_is_no_folder_is_refused(tmp_path: Path):
    file = tmp_path / "election.yaml"
    file.write_bytes(b"")
    for path in (file, tmp_path / "nowhere"):
        with pytest.raises(InvalidData, match="is not a folder"):
            read_folder(path)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path):
    (tmp_path / "election.yaml").mkdir()
    with pytest.raises(InvalidData, match=r"election\.yaml"):
        read_folder(tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path):
    for name in FILES:
        (tmp_path / name).write_bytes(SHIPPED[name])
    os.truncate(tmp_path / "stages.yaml", LARGEST + 1)
    with pytest.raises(InvalidData, match=r"stages\.yaml is larger than 4 MB"):
        read_folder(tmp_path)


# The writing


HEAD = b"schema: pilkada.election/1\n"


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        (HEAD + b"key: !!python/object/apply:os.system [id]\n", 2, "tag:yaml.org,2002:python"),
        (HEAD + b"key: !x\n", 2, "tag !x"),
        (HEAD + b"a: &a [x]\nb: [*a, *a]\n", 2, "anchors and aliases"),
        (HEAD + b"a: x\nb: *nowhere\n", 3, "anchors and aliases"),
        (HEAD + b"name:\n\tid: x\n", 3, "tab"),
        (HEAD + b"name: a: b\n", 2, "colon"),
        (HEAD + b"name: [a\n", 2, "no YAML"),
        (HEAD + b'name: "a\n', 2, "no YAML"),
        (b"- a\n- b\n", 1, "keys with values"),
        (b"plain\n", 1, "keys with values"),
        (b"", 1, "empty"),
        (b"# nothing\n", 1, "empty"),
        (HEAD + b"name: \xff\xfe\n", 2, "UTF-8"),
        ("schema: x\n".encode("utf-16"), 1, "UTF-16"),
        (HEAD + b"key: a\0b\n", 2, "U+0000"),
        (HEAD + b"key: a\x1b[31m\n", 2, "U+001B"),
        (HEAD + "key: a\u2028b\n".encode(), 2, "U+2028"),
        (HEAD + b"? [a]\n: b\n", 2, "a key must be a text"),
        (HEAD + b"? {a: b}\n: b\n", 2, "a key must be a text"),
        (HEAD + b"---\na: b\n", 2, "one document"),
        (HEAD + b"x: " + b"[" * 100_000 + b"\n", 2, "too deeply"),
        (HEAD + b"x: " + b"{a: " * 100_000 + b"\n", 2, "too deeply"),
        (HEAD + b"x:\n  " + b"- " * 100_000 + b"\n", 3, "too deeply"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", 1, "UTF-8"),
        (b"%YAML 9.9\n---\na: b\n", 1, "no YAML"),
    ],
)
def test_hostile_writing_becomes_a_problem_with_a_line(content: bytes, line: int, part: str):
    problems = validate({**SHIPPED, "election.yaml": content})
    assert {p.file for p in problems} == {"election.yaml"}
    found = [p for p in problems if part in str(p.sentence)]
    assert found
    assert found[0].line == line


def test_a_bomb_of_aliases_costs_nothing():
    rows = [b"a0: &a0 [x, x]"]
    rows += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 30)]
    problems = validate({**SHIPPED, "election.yaml": HEAD + b"\n".join(rows)})
    assert any("anchors" in str(p.sentence) for p in problems)


def test_more_values_than_any_election_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reference_yaml, "MOST_VALUES", 100)
    content = HEAD + b"x: [" + b"a," * 101 + b"]"
    assert "values" in str(validate({**SHIPPED, "election.yaml": content})[0].sentence)


def test_a_byte_order_mark_is_read():
    assert validate({**SHIPPED, "election.yaml": b"\xef\xbb\xbf" + SHIPPED["election.yaml"]}) == []


def test_windows_line_ends_are_read():
    files = {name: content.replace(b"\n", b"\r\n") for name, content in SHIPPED.items()}
    assert validate(files) == []
    assert build(files).stages == REFERENCE.stages


def test_a_bom_and_a_missing_file_are_no_crash():
    files = {name: SHIPPED[name] for name in FILES if name != "regions.yaml"}
    assert said(validate(files)) == [("regions.yaml", 1, "", "the file is missing")]


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.text("ab:-?[]{}&*!|>'\"%#, \n\t~<=01.", max_size=60).map(str.encode)
)
def test_whatever_stands_in_a_file_is_a_problem_and_no_crash(content: bytes):
    problems = [p for p in validate({"election.yaml": content}) if p.file == "election.yaml"]
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= content.count(b"\n") + 1 + content.count(b"\r")
        assert str(problem.sentence)


# What YAML takes for something else than text


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "sentence"),
    [
        ("regions.yaml", 'code: "63.10"', "code: 63.10", "regencies 10.code", 'write "63.10"'),
        ("regions.yaml", "name: Balangan", "name: no", "63.11: name", 'write "no"'),
        ("regions.yaml", "aliases: [HSS]", "aliases: [off]", "63.06: aliases 1", 'write "off"'),
        ("election.yaml", '"06:00"', "16:00", "daily_cutoff", 'write "16:00"'),
        ("election.yaml", "key: kalsel-2024", "key: 2024-01-01", "key", 'write "2024-01-01"'),
        ("election.yaml", "key: kalsel-2024", "key:", "key", "the value is empty"),
        ("election.yaml", "WITA", "~", "time_zone_label", "the value is empty"),
        ("election.yaml", "2024-11-27}", '"2024-11-27"}', "voting_days 1.date", "a date without"),
        ("election.yaml", "2024-11-27}", "2024-13-27}", "voting_days 1.date", "a date without"),
        ("election.yaml", "2024-11-27}", "2024-11-27 10:00:00}", "voting_days 1.date", "a date"),
        ("stages.yaml", "main: true", "main: yes", "dukungan-perseorangan: main", "true or false"),
        ("regions.yaml", "tile: [5, 1]", "tile: [05, 1]", "63.01: tile 1", "a whole number"),
        ("regions.yaml", "tile: [5, 1]", "tile: [0x5, 1]", "63.01: tile 1", "a whole number"),
        ("regions.yaml", "voters: 256835", "voters: 256_835", "63.01: voters", "a whole number"),
        ("regions.yaml", "voters: 256835", "voters: 256.835", "63.01: voters", "a whole number"),
        ("regions.yaml", "[-3.8192, 114", "[.nan, 114", "63.01: centroid 1", "a number is"),
        ("election.yaml", "- {date: 2024", "- {on: 2024", "voting_days 1", 'write "on" in'),
    ],
)
def test_what_yaml_misreads_is_told(file: str, old: str, new: str, key: str, sentence: str):
    files = changed(file, old, new)
    first = SHIPPED[file].decode().split(old)[0].count("\n") + 1
    found = [p for p in validate(files) if p.key == key and str(p.sentence).startswith(sentence)]
    assert [(p.file, p.line) for p in found] == [(file, first)]


# The shape


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "sentence"),
    [
        ("election.yaml", "pilkada.election/1", "pilkada.election/2", "schema", "one of these"),
        ("election.yaml", "time_zone: Asia/Makassar\n", "", "time_zone", "this is missing"),
        ("categories.yaml", ", en: Money politics}", "}", "isu-aktual/politik-uang: label.en",
         "this is missing"),
        ("categories.yaml", "en: Money politics}", 'en: ""}', "isu-aktual/politik-uang: label.en",
         "the text is empty"),
        ("categories.yaml", "en: Money politics}", 'en: " x"}', "isu-aktual/politik-uang: label.en",
         "the text begins or ends with a blank"),
        ("categories.yaml", "en: Money politics}", 'en: "a\\ab"}',
         "isu-aktual/politik-uang: label.en", "the control character U+0007"),
        ("categories.yaml", "en: Money politics}", 'en: "a\\nb"}',
         "isu-aktual/politik-uang: label.en", "the text must stand in one line"),
        ("categories.yaml", "en: Money politics}", 'en: "a\\u202Eb"}',
         "isu-aktual/politik-uang: label.en", "the control character U+202E"),
        ("categories.yaml", "athg: ancaman", "atgh: ancaman", "kamtibmas/konflik-pendukung: atgh",
         "there is no such key"),
        ("categories.yaml", "athg: ancaman", "athg: bahaya", "kamtibmas/konflik-pendukung: athg",
         "one of these is expected: ancaman, tantangan, hambatan, gangguan"),
        ("categories.yaml", "likelihood: 2", "likelihood: 6",
         "kamtibmas/konflik-pendukung: likelihood", "the number must be 5 or less"),
        ("categories.yaml", "impact: 4", "impact: 0", "kamtibmas/konflik-pendukung: impact",
         "the number must be 1 or more"),
        ("categories.yaml", "- key: konflik-pendukung", "- key: Konflik", "kamtibmas/Konflik: key",
         "'Konflik' is no key"),
        ("categories.yaml", "bawaslu: [2]", "bawaslu: 2", "kamtibmas/konflik-pendukung: bawaslu",
         "a list is expected"),
        ("regions.yaml", "polling_stations: 572", "polling_stations: 0", "63.01: polling_stations",
         "the number must be 1 or more"),
        ("regions.yaml", '"63.01.01"', '"63.1.1"', "63.01/63.1.1: code", "'63.1.1' is no code"),
        ("regions.yaml", "kind: kota", "kind: Kota 1", "63.71: kind", "'Kota 1' is no kind"),
        ("regions.yaml", "centroid: [-3.8192, 114.9053]", "centroid: [-3.8192]", "63.01: centroid",
         "2 or more items are expected"),
        ("scales.yaml", "  - [1, 3, 5, 8, 20]\n", "", "matrix", "5 or more items are expected"),
        ("scales.yaml", "- [1, 3, 5, 8, 20]", "- [1, 3, 5, 8, 20, 2]", "matrix 1",
         "5 or fewer items are expected"),
        ("scales.yaml", "verified: 10", "verified: 11", "credence.verified", "the number must be"),
        ("election.yaml", '"06:00"', '"6.00"', "daily_cutoff", "'6.00' is no hour"),
        ("stages.yaml", "block: persiapan", "block: awal", "rencana-anggaran: block",
         "one of these is expected"),
        ("stages.yaml", "name: {id: Masa tenang, en: Quiet period}", "name: Masa tenang",
         "masa-tenang: name", "keys with values are expected"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told(file: str, old: str, new: str, key: str, sentence: str):
    files = changed(file, old, new)
    first = SHIPPED[file].decode().split(old)[0].count("\n") + 1
    found = [p for p in validate(files) if p.key == key and str(p.sentence).startswith(sentence)]
    assert [p.file for p in found] == [file]
    assert found[0].line == first or "missing" in sentence or "items" in sentence


# What must agree


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "sentence"),
    [
        ("election.yaml", 'province: "63"', 'province: "64"', "province", "there is no '64' in"),
        ("election.yaml", "Asia/Makassar", "Asia/Banjarmasin", "time_zone", "there is no time z"),
        ("election.yaml", "Asia/Makassar", "/etc/localtime", "time_zone", "there is no time z"),
        ("election.yaml", "Asia/Makassar", "Asia", "time_zone", "there is no time z"),
        ("election.yaml", 'region: "63.72"', 'region: "63.73"', "voting_days 2.region",
         "there is no '63.73' in regions.yaml"),
        ("election.yaml", "stage: kampanye", "stage: kampanya", "duties 2.stage",
         "there is no 'kampanya' in stages.yaml"),
        ("election.yaml", "to_h: 3", "to_h: -4", "duties 6.to_h", "the end lies before the start"),
        ("election.yaml", "to_h: 3, ", "", "duties 6", "from_h and to_h belong together"),
        ("election.yaml", "{from_h", "{stage: kampanye, from_h", "duties 6", "a duty has a stage"),
        ("election.yaml", "- key: bupati", "- key: gubernur", "gubernur: key", "'gubernur' stands"),
        ("regions.yaml", 'code: "63.11"', 'code: "64.11"', "64.11: code",
         "the code must begin with 63."),
        ("regions.yaml", '"63.72.02"', '"63.71.09"', "63.72/63.71.09: code",
         "the code must begin with 63.72."),
        ("regions.yaml", 'code: "63.11"', 'code: "63.10"', "63.10: code", "'63.10' stands here"),
        ("regions.yaml", '"63.01.02"', '"63.01.01"', "63.01.01: code", "'63.01.01' stands here"),
        ("regions.yaml", "aliases: [HST]", "aliases: [HSS]", "63.07: aliases 1", "'HSS' already"),
        ("regions.yaml", "aliases: [HST]", "aliases: [h.s.s]", "63.07: aliases 1", "'h.s.s' alr"),
        ("regions.yaml", "aliases: [HST]", "aliases: [Banjar]", "63.07: aliases 1", "'Banjar' alr"),
        ("regions.yaml", "tile: [5, 1]", "tile: [3, 2]", "63.02: tile", "'[3, 2]' stands here"),
        ("regions.yaml", "    voters_basis: DPT Pemilu Feb 2024\n", "", "63.01: voters",
         "voters need voters_basis"),
        ("stages.yaml", "parent: daftar-pemilih", "parent: daftar", "coklit: parent",
         "there is no 'daftar' in stages.yaml"),
        ("stages.yaml", "parent: daftar-pemilih", "parent: coklit", "coklit: parent",
         "the stage is part of itself"),
        ("stages.yaml", 'region: "63.10"', 'region: "63.99"',
         "perpanjangan-pendaftaran-tanbu: region", "there is no '63.99' in regions.yaml"),
        ("stages.yaml", "end: 2024-11-23", "end: 2024-09-23", "kampanye: end",
         "the end lies before the start"),
        ("stages.yaml", "start: 2024-09-25\n", "main: true\n", "kampanye: main", "the key stands"),
        ("stages.yaml", "    start: 2024-09-25\n", "", "kampanye", "without start or end a stage"),
        ("stages.yaml", "- key: masa-tenang", "- key: kampanye", "kampanye: key", "'kampanye' st"),
        ("stages.yaml", "- key: pemantau", "- key: di-luar-tahapan", "di-luar-tahapan: key",
         "'di-luar-tahapan' means"),
        ("categories.yaml", "stages: [kampanye, rekapitulasi]", "stages: [kampanye, rekap]",
         "kamtibmas/konflik-pendukung: stages 2", "there is no 'rekap' in stages.yaml"),
        ("categories.yaml", '"psu-*"', '"psl-*"', "isu-aktual/sengketa-hasil: stages 2",
         "there is no 'psl-*' in stages.yaml"),
        ("categories.yaml", "- key: polarisasi", "- key: konflik-pendukung",
         "kamtibmas/konflik-pendukung: key", "'konflik-pendukung' stands here twice"),
        ("categories.yaml", "- key: netralitas", "- key: kamtibmas", "kamtibmas: key",
         "'kamtibmas' stands here twice"),
        ("categories.yaml", "hints: [bentrok,", "hints: [Bentrok,",
         "kamtibmas/konflik-pendukung: hints 1", "hints are written in small"),
        ("categories.yaml", "hints: [bentrok,", "hints: [gesekan,",
         "kamtibmas/konflik-pendukung: hints 3", "'gesekan' stands here twice"),
        ("scales.yaml", "[2, 7, 11, 13, 21]", "[2, 7, 11, 13, 20]", "matrix 2 5", "'20' stands"),
        ("scales.yaml", "[11, 15]", "[12, 15]", "pemerintah: levels 3", "the bands must cover"),
        ("scales.yaml", "[21, 25]]", "[21, 24]]", "pemerintah: levels 5", "the bands must cover"),
        ("scales.yaml", "[6, 10]", "[6, 5]", "pemerintah: levels 2", "the band ends before"),
        ("scales.yaml", "default: pemerintah", "default: spbe", "default", "there is no 'spbe'"),
        ("scales.yaml", "values: [1, 2, 4", "values: [1, 2, 2", "weights.values 3", "each weight"),
        ("scales.yaml", "{number: 2,", "{number: 3,", "levels 2.number", "2 is expected here"),
        ("scales.yaml", "{key: B,", "{key: C,", "C: key", "B is expected here"),
        ("readiness.yaml", "- key: ptps", "- key: kpps", "badan-adhoc/kpps: key", "'kpps' stands"),
        ("readiness.yaml", "names: [PTPS,", "names: [kpps  terbentuk,",
         "badan-adhoc/ptps: names 1", "'kpps  terbentuk' already stands for another item"),
        ("readiness.yaml", "per_station: 7\n", "per_station: 7\n        of_province: true\n",
         "badan-adhoc/kpps: of_province", "the province has all of it already"),
        ("readiness.yaml", "target: 1\n", "target: 1\n        per_station: 1\n",
         "logistik/gudang: per_station", "only one of per_station, per_district, target"),
        ("readiness.yaml", "due_h: -22", "due_h: 2", "badan-adhoc/kpps: due_h", "it is due after"),
        ("baselines.yaml", '"63.71", indicator: skor', '"63.99", indicator: skor',
         "ikp-2024: values 2.region", "there is no '63.99' in regions.yaml"),
        ("baselines.yaml", "class: sedang", "class: aman", "ikp-2024: values 1.class",
         "there is no 'aman' in baselines.yaml"),
        ("baselines.yaml", '"63.09", indicator: rawan', '"63.09", indicator: kurang-rawan',
         "tps-polri-2024: values 2", "this region and indicator stand here twice"),
        ("baselines.yaml", 'rawan, value: 14', 'rawan', "tps-polri-2024: values 2",
         "a value or a class is expected"),
    ],
)  # fmt: skip
def test_a_disagreement_is_told(file: str, old: str, new: str, key: str, sentence: str):
    files = changed(file, old, new)
    found = [p for p in validate(files) if p.key == key and str(p.sentence).startswith(sentence)]
    assert [p.file for p in found] == [file]
    if new.strip():
        at = SHIPPED[file].decode().split(old)[0].count("\n") + 1
        assert abs(found[0].line - at) < 2 or "twice" in str(found[0].sentence) or "tile" in key


def test_stages_that_are_part_of_one_another_are_told_once_each():
    files = changed("stages.yaml", "parent: daftar-pemilih", "parent: logistik")
    files = changed(
        "stages.yaml", "end: 2024-11-26\n  - key: masa", "end: 2024-11-26\n    parent: coklit\n"
        "  - key: masa", files,
    )  # fmt: skip
    assert [p.key for p in validate(files)] == ["coklit: parent", "logistik: parent"]


def test_a_key_that_stands_twice_is_told_with_both_lines():
    files = changed("election.yaml", "contests:", "province: x\ncontests:")
    first = line_of(SHIPPED, "election.yaml", 'province: "63"')
    (problem,) = validate(files)
    assert problem.key == "province"
    assert problem.line == line_of(files, "election.yaml", "province: x")
    assert f"line {first}" in str(problem.sentence)


def test_every_problem_of_every_file_is_told_at_once():
    files = changed("election.yaml", 'region: "63.72"', 'region: "63.99"')
    files = changed("regions.yaml", "name: Balangan", "name: no", files)
    files = changed("stages.yaml", "parent: daftar-pemilih", "parent: x", files)
    files = changed("categories.yaml", ", en: Money politics}", "}", files)
    files = changed("scales.yaml", "verified: 10", "verified: ten", files)
    assert [(p.file, p.key) for p in validate(files)] == [
        ("election.yaml", "voting_days 2.region"),
        ("regions.yaml", "63.11: name"),
        ("stages.yaml", "coklit: parent"),
        ("categories.yaml", "isu-aktual/politik-uang: label.en"),
        ("scales.yaml", "credence.verified"),
    ]


def test_a_broken_file_is_no_reason_to_doubt_what_refers_to_it():
    problems = validate({**SHIPPED, "regions.yaml": b"x: [\n"})
    assert {p.file for p in problems} == {"regions.yaml"}


def test_sums_are_not_checked_because_sources_disagree():
    assert (
        validate(changed("regions.yaml", "polling_stations: 7382", "polling_stations: 7344")) == []
    )


def test_a_regency_and_a_city_may_share_a_name():
    assert validate(changed("regions.yaml", "name: Banjarbaru", "name: Banjar")) == []


def test_no_sentence_is_pydantics_own():
    nothing = dict.fromkeys(FILES, b"schema: 1\nx: 2\n")
    words = " ".join(str(p.sentence) for p in validate(nothing)).lower()
    for foreign in ("input", "valid ", "field", "pydantic", "permitted"):
        assert foreign not in words


# Another province, another election


def test_items_and_baselines_may_be_missing_and_change_no_fingerprint():
    five = {name: SHIPPED[name] for name in FILES}
    assert validate(five) == []
    bare = build(five)
    assert (bare.readiness, bare.baselines, bare.fingerprint) == ((), (), REFERENCE.fingerprint)
    assert REFERENCE.item_by_key["kpps"].target_in(REFERENCE.region_by_code["63.07"]) == 7 * 533
    assert {said.region for each in REFERENCE.baselines for said in each.values} == {
        "63", "63.09", "63.71", "63.72",
    }  # fmt: skip


def test_another_election_takes_its_place(tmp_path: Path):
    files = read_folder(write_other_election(tmp_path / "other"))
    assert said(validate(files)) == []
    other = build(files)
    assert [r.code for r in other.regencies] == ["64.01", "64.71"]
    assert other.regencies[0].voters is None
    assert other.regencies[0].voters_basis == ""
    assert other.regencies[0].tile is None
    assert other.district_by_code["64.71.01"].centroid is None
    assert other.category_by_key["umum/lain"].measures[0].en == "Watch"
    assert other.fingerprint != REFERENCE.fingerprint
    for foreign in ("Kalimantan", "Kalsel", "Banjar", "63."):
        assert foreign not in repr(other)


def test_what_is_verified_counts_at_least_as_much_as_any_grade() -> None:
    changed = SHIPPED["scales.yaml"].replace(b"verified: 10", b"verified: 5")
    (found,) = validate({**SHIPPED, "scales.yaml": changed})
    assert found.key == "credence: verified" or "verified" in found.key
    assert str(found.sentence) == "verified must count at least as much as every grade: 10"
