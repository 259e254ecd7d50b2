"""How what people type becomes a region, a stage or a category: exactly, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.category_names import resolve_categories, resolve_category
from pilkada_cli.domain.names import (
    Place,
    resolve_district,
    resolve_place,
    resolve_region,
    resolve_stage,
    squeeze,
)
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import OUTSIDE
from pilkada_cli.errors import AmbiguousName, UnknownName
from pilkada_cli.i18n import use_language


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("63.72", Place("63.72")),
        ("6372", Place("63.72")),
        ("63", Place("63")),
        ("63.72.04", Place("63.72", "63.72.04")),
        ("637204", Place("63.72", "63.72.04")),
        (" 63.07 ", Place("63.07")),
        ("HSS", Place("63.06")),
        ("HST", Place("63.07")),
        ("HSU", Place("63.08")),
        ("hst", Place("63.07")),
        ("H.S.T.", Place("63.07")),
        ("Tanbu", Place("63.10")),
        ("Batola", Place("63.04")),
        ("Banjar", Place("63.03")),
        ("Kabupaten Banjar", Place("63.03")),
        ("Kab. Banjar", Place("63.03")),
        ("Banjarmasin", Place("63.71")),
        ("Kota Banjarmasin", Place("63.71")),
        ("Banjarbaru", Place("63.72")),
        ("Banjar Baru", Place("63.72")),
        ("banjar-baru", Place("63.72")),
        ("KOTA BANJARBARU", Place("63.72")),
        ("Kotabaru", Place("63.02")),
        ("Kota Baru", Place("63.02")),
        ("Hulu Sungai Tengah", Place("63.07")),
        ("hulu  sungai tengah", Place("63.07")),
        ("Kalsel", Place("63")),
        ("Provinsi Kalimantan Selatan", Place("63")),
        ("Barabai", Place("63.07", "63.07.06")),
        ("Kec. Barabai", Place("63.07", "63.07.06")),
        ("LAU", Place("63.07", "63.07.04")),
        ("Martapura", Place("63.03", "63.03.05")),
        ("Simpang Empat, Banjar", Place("63.03", "63.03.08")),
        ("Simpang Empat, Tanah Bumbu", Place("63.10", "63.10.06")),
        ("Barabai, HST", Place("63.07", "63.07.06")),
    ],
)
def test_a_place_is_known_by_code_name_kind_and_alias(
    reference: Reference, typed: str, place: Place
) -> None:
    assert resolve_place(reference, typed) == place


@pytest.mark.parametrize(
    "typed",
    ["Kota Banjar", "Kabupaten Banjarbaru", "Kabupaten Banjarmasin", "Barabai, Banjar", "63.99",
     "63.72.99", "7271", "", " ", ",", "٦٣.٧٢", "HSTT", "Banjarbaru Utaraa"],
)  # fmt: skip
def test_what_is_no_place_is_refused(reference: Reference, typed: str) -> None:
    with pytest.raises(UnknownName):
        resolve_place(reference, typed)


def test_a_district_name_of_several_regencies_is_refused_with_their_codes(
    reference: Reference,
) -> None:
    with pytest.raises(AmbiguousName) as refused:
        resolve_place(reference, "Simpang Empat")
    hint = str(refused.value.hint)
    assert "63.03.08 (Banjar)" in hint
    assert "63.10.06 (Tanah Bumbu)" in hint


@pytest.mark.parametrize("typed", ["Banjarbaro", "Banjarbar"])
def test_a_name_that_is_nearly_one_is_refused_with_a_suggestion(
    reference: Reference, typed: str
) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_place(reference, typed)
    assert refused.value.typed == typed
    assert refused.value.suggestions[0] == "Banjarbaru"
    assert "pilkada region list" in str(refused.value.hint)


@given(st.data())
def test_a_name_with_one_letter_changed_never_becomes_a_place(
    reference: Reference, data: st.DataObject
) -> None:
    names = [region.name for region in (reference.province, *reference.regencies)]
    known = {squeeze(d.name) for d in reference.district_by_code.values()}
    for region in (reference.province, *reference.regencies):
        known |= {squeeze(name) for name in (region.name, *region.aliases)}
        known.add(squeeze(f"{region.kind}{region.name}"))
    name = data.draw(st.sampled_from(names))
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    typed = name[:place] + letter + name[place + data.draw(st.integers(0, 1)) :]
    if squeeze(typed) in known:
        return
    with pytest.raises(UnknownName):
        resolve_place(reference, typed)


@given(st.text(max_size=30))
def test_any_text_is_a_place_or_refused(reference: Reference, typed: str) -> None:
    try:
        place = resolve_place(reference, typed)
    except (UnknownName, AmbiguousName):
        return
    assert place.region in reference.region_by_code


def test_every_region_is_known_by_its_code_and_its_name(reference: Reference) -> None:
    for region in (reference.province, *reference.regencies):
        for typed in (region.code, region.name, region.name.upper(), *region.aliases):
            assert resolve_place(reference, typed) == Place(region.code), typed


def test_every_district_is_known_by_its_code_and_by_its_name_in_its_regency(
    reference: Reference,
) -> None:
    for district in reference.district_by_code.values():
        place = Place(district.regency, district.code)
        regency = reference.region_by_code[district.regency].name
        assert resolve_place(reference, district.code) == place
        assert resolve_place(reference, district.code.replace(".", "")) == place
        assert resolve_place(reference, f"{district.name}, {regency}") == place
        assert resolve_district(reference, district.name, district.regency) == district.code


def test_a_district_is_no_region(reference: Reference) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_region(reference, "Barabai")
    assert refused.value.suggestions == ("Hulu Sungai Tengah",)


def test_a_district_of_another_regency_is_refused(reference: Reference) -> None:
    with pytest.raises(UnknownName):
        resolve_district(reference, "Barabai", "63.72")
    with pytest.raises(UnknownName):
        resolve_district(reference, "63.07.06", "63.72")


def test_a_district_name_of_several_regencies_is_clear_within_one(reference: Reference) -> None:
    assert resolve_district(reference, "Simpang Empat", "63.10") == "63.10.06"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("kampanye", "kampanye"),
        ("Campaign", "kampanye"),
        ("masa tenang", "masa-tenang"),
        ("MASA-TENANG", "masa-tenang"),
        ("Quiet period", "masa-tenang"),
        ("sengketa-hasil", "sengketa-hasil"),
        ("psu-pungut", "psu-pungut"),
        ("di luar tahapan", OUTSIDE),
    ],
)
def test_a_stage_is_known_by_its_key_and_its_name_in_both_languages(
    reference: Reference, typed: str, key: str
) -> None:
    assert resolve_stage(reference, typed, (OUTSIDE,)) == key


def test_a_stage_name_that_two_stages_have_is_refused(reference: Reference) -> None:
    with pytest.raises(UnknownName):
        resolve_stage(reference, "Sengketa hasil Pemilihan di Mahkamah Konstitusi")


def test_a_stage_that_is_unknown_is_refused_with_a_suggestion(reference: Reference) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_stage(reference, "kampany")
    assert refused.value.suggestions == ("kampanye",)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("bencana/banjir", "bencana/banjir"),
        ("Bencana/Banjir", "bencana/banjir"),
        ("banjir", "bencana/banjir"),
        ("politik uang", "isu-aktual/politik-uang"),
        ("tps/sarpras", "tps/sarpras"),
    ],
)
def test_a_category_is_known_by_its_key_and_by_a_leaf_of_one_group(
    reference: Reference, typed: str, key: str
) -> None:
    assert resolve_category(reference, typed) == key


def test_every_category_is_known_by_its_label_in_both_languages_or_refused_as_ambiguous(
    reference: Reference,
) -> None:
    for category in reference.category_by_key.values():
        for label in (category.label.id, category.label.en):
            try:
                assert resolve_category(reference, label) == category.key
            except AmbiguousName as refused:
                assert category.key in str(refused.hint)


def test_a_leaf_of_two_groups_is_refused_with_both(reference: Reference) -> None:
    with pytest.raises(AmbiguousName) as refused:
        resolve_category(reference, "sarpras")
    hint = str(refused.value.hint)
    for key in ("tps/sarpras", "dukungan-pemda/sarpras"):
        assert f"{key} ({reference.category_by_key[key].label.en})" in hint


@pytest.mark.parametrize("lang", ["id", "en"])
def test_suggested_categories_are_named_beside_their_keys(reference: Reference, lang: str) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, "baliho roboh")
    use_language(lang)
    label = reference.category_by_key["kamtibmas/perusakan-apk"].label.in_language(lang)
    assert f"'kamtibmas/perusakan-apk' ({label})" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("baliho", "kamtibmas/perusakan-apk"),
        ("serangan fajar", "isu-aktual/politik-uang"),
        ("ada serangan fajar", "isu-aktual/politik-uang"),
        ("pohon", "bencana/cuaca-ekstrem"),
        ("berkelahi", "kamtibmas/konflik-pendukung"),
        ("banjir bandang", "bencana/longsor"),
    ],
)
def test_a_category_is_suggested_by_an_everyday_word(
    reference: Reference, typed: str, key: str
) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, typed)
    assert refused.value.suggestions == (key,)


@pytest.mark.parametrize("kind", ["ancaman", "tantangan", "hambatan", "gangguan"])
def test_a_kind_of_disturbance_suggests_no_category_by_its_letters(
    reference: Reference, kind: str
) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, kind)
    assert refused.value.suggestions == ()


def test_a_category_that_is_unknown_is_refused_with_a_suggestion(reference: Reference) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, "siberr")
    assert refused.value.suggestions == ("isu-aktual/siber",)


@pytest.mark.parametrize("typed", ["netral", "netralitas", "netralitaz", "Netralitas"])
def test_a_group_or_its_beginning_is_refused_with_its_categories(
    reference: Reference, typed: str
) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, typed)
    leaves = [k for k, c in reference.category_by_key.items() if c.group == "netralitas"]
    assert list(refused.value.suggestions) == leaves
    for key in refused.value.suggestions:
        assert resolve_category(reference, key) == key


def test_a_word_within_categories_suggests_them(reference: Reference) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, "rusak")
    assert "logistik/kerusakan" in refused.value.suggestions


def test_a_letter_that_stands_in_most_categories_suggests_none(reference: Reference) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_category(reference, "a")
    assert refused.value.suggestions == ()


def test_where_groups_are_understood_the_begun_group_is_suggested_first(
    reference: Reference,
) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve_categories(reference, "netral")
    assert refused.value.suggestions[:2] == ("netralitas", "netralitas/asn")
    assert len(resolve_categories(reference, "netralitas")) > 1


def test_a_group_stands_for_its_categories(reference: Reference) -> None:
    found = resolve_categories(reference, "bencana")
    assert found == {c.key for g in reference.groups if g.key == "bencana" for c in g.categories}
    assert len(found) > 1
    assert resolve_categories(reference, "banjir") == {"bencana/banjir"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("timor", "Batang Alai Timur"),
        ("Labuan Amas", "Labuan Amas Selatan"),
        ("Labuan Amas", "Labuan Amas Utara"),
        ("barabay", "Barabai"),
    ],
)
def test_a_name_in_part_offers_every_place_of_that_word(
    typed: str, offered: str, reference: Reference
) -> None:
    with pytest.raises(UnknownName) as raised:
        resolve_place(reference, typed)
    assert offered in raised.value.suggestions
    assert "Banjar" not in raised.value.suggestions
