"""Briefs as HTML, PDF and DOCX: made as promised, and nothing of a report is live in them."""

import io
import re
import sys
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.conftest import LATER, SAMPLE, Cli

from docs import brief_template

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% for x in y %} "
    "#import \"x\" $x^2$ *tebal* `kode` \\u{41} & </w:t> \x1b[31m"
)  # fmt: skip
TOLD = ("<script>alert(1)</script>", "{{ 7*7 }}", '#import "x" $x^2$ *tebal*')
DAY = ("--on", "2024-11-22")


@pytest.fixture
def office(cli: Cli) -> Cli:
    """A register with the sample and one hostile event, after everything in it has happened."""
    cli.now = LATER
    cli.ok(
        "init", "--region", "63", "--office", "Badan <b>Kesatuan</b> & Politik",
        "--letterhead", "BADAN <b>KESATUAN</b> & POLITIK", "--letterhead", "Jalan Contoh 1",
    )  # fmt: skip
    cli.ok("report", "import", str(SAMPLE))
    cli.ok(
        "report", "add", HOSTILE[:190], "-r", "HST", "-c", "hoaks", "--phase", "gn", "--impact", "5",
        "--at", "2024-11-21", "--known", "2024-11-21", "--detail", HOSTILE,
    )  # fmt: skip
    return cli


def made(cli: Cli, name: str, *more: str) -> bytes:
    path = cli.home / name
    assert cli.ok("brief", "daily", *DAY, "-o", str(path), *more).strip() == str(path)
    return path.read_bytes()


class Outline(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_is_one_file_in_order_for_every_reader_and_reports_are_text_in_it(
    office: Cli,
) -> None:
    written = made(office, "laporan.html", "--lang", "id").decode()
    page = Outline(written)
    assert "alert(1)" in written and "\x1b" not in written
    for text in (*TOLD, "BADAN <b>KESATUAN</b> & POLITIK"):
        assert text in page.text
    assert page.all("html") == [{"lang": "id"}]
    assert '<span class="office">BADAN' in written and "<span>Jalan Contoh 1</span>" in written
    assert not {"script", "iframe", "object", "link", "form", "img"} & {
        tag for tag, _ in page.elements
    }
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    assert policy is not None and policy.startswith("default-src 'none'")
    for _tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href"):
            assert (attributes.get(name) or "#").startswith("#")
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"] for a in page.all("a")} <= {f"#{each}" for each in ids}
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    assert [len(page.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    charts = page.all("svg")
    assert len(charts) == 5 and all(
        chart["role"] == "img" and chart["aria-label"] for chart in charts
    )


def test_the_pdf_has_its_pages_and_what_a_report_says_is_text_in_it(office: Cli) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the PDF back; it is not installed")
    document = pypdf.PdfReader(io.BytesIO(made(office, "laporan.pdf", "--lang", "id")))
    assert 3 <= len(document.pages) <= 8
    width, height = (round(float(x)) for x in document.pages[0].mediabox[2:])
    assert (width, height) == (595, 842)
    first = document.pages[0].extract_text()
    for text in ("TERBATAS", "LAPORAN HARIAN", "H-5", "Ringkasan", "Banjarbaru"):
        assert text in first
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    for each in TOLD:
        assert each in text
    assert document.metadata.title == "LAPORAN HARIAN PERKEMBANGAN SITUASI DAERAH"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_pdf_is_made_at_any_moment(cli: Cli) -> None:
    cli.ok("init", "--region", "HST")
    path = cli.home / "l.pdf"
    cli.ok("brief", "attention", "-o", str(path), now=cli.now.replace(microsecond=123456))
    assert path.read_bytes().startswith(b"%PDF-")


def test_the_docx_is_read_back_and_what_a_report_says_is_text_in_it(office: Cli) -> None:
    docx = pytest.importorskip("docx", reason="python-docx reads it back; it is not installed")
    document = docx.Document(io.BytesIO(made(office, "laporan.docx", "--lang", "id")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "BADAN <b>KESATUAN</b> & POLITIK" in text
    assert "Situasi umum Kalimantan Selatan perlu perhatian" in text
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)  # fmt: skip
    for each in TOLD:
        assert each in text + cells
    assert "Diduga: <script>" in text
    assert document.sections[0].header.paragraphs[0].text == "TERBATAS"
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["kode", "kabupaten/kota", "PG"] in [head[:3] for head in heads]
    assert not re.search(r"\{[{%]-?\s*(?:p|tr|tc|block|paper|each)\b", text + cells)


def test_the_shipped_template_is_what_its_script_makes() -> None:
    assert brief_template.build() == brief_template.TEMPLATE.read_bytes()


def test_an_office_puts_its_own_template_in_its_place(cli: Cli) -> None:
    docx = pytest.importorskip("docx", reason="python-docx writes it; it is not installed")
    own = docx.Document()
    own.add_paragraph("Milik kami: {{ paper.title }}")
    own.add_paragraph("{{ paper.sections[0].blocks[0].text }}")
    path, out = cli.home / "milik.docx", cli.home / "l.docx"
    own.save(str(path))
    cli.ok("report", "add", "Hoaks", "-r", "HST", "-c", "hoaks")
    cli.ok("brief", "attention", "-o", str(out), "--template", str(path))
    texts = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    assert texts[0] == "Milik kami: ATTENTION REPORT"
    assert "cannot be assessed yet" in texts[1]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, 2, "cannot be read"),
        ("teks", 4, "cannot be filled in"),
        ("{{ paper.tidak_ada }}", 4, "cannot be filled in"),
        ("{{ ''.__class__.__mro__ }}", 4, "cannot be filled in"),
        ("{% for x in %}", 4, "cannot be filled in"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_refused_and_no_file_is_left(
    cli: Cli, content: str | None, code: int, said: str
) -> None:
    docx = pytest.importorskip("docx", reason="python-docx writes it; it is not installed")
    cli.ok("init", "--region", "HST")
    path, out = cli.home / "milik.docx", cli.home / "l.docx"
    if content == "teks":
        path.write_text(content)
    elif content is not None:
        own = docx.Document()
        own.add_paragraph(content)
        own.save(str(path))
    result = cli("brief", "attention", "-o", str(out), "--template", str(path))
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "package"), [("l.html", "markupsafe"), ("l.pdf", "typst"), ("l.docx", "docxtpl")]
)
def test_without_the_extra_it_is_said_what_to_install_and_text_still_works(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    cli.ok("init", "--region", "HST")
    monkeypatch.setitem(sys.modules, package, None)
    path = cli.home / name
    result = cli("brief", "attention", "-o", str(path))
    assert (result.code, result.out) == (2, "")
    assert 'pip install "pilkada-cli[brief]"' in result.err
    assert not path.exists()
    assert cli.ok("brief", "daily")


@pytest.mark.parametrize("format", ["docx", "html"])
def test_where_charts_cannot_be_drawn_a_brief_is_written_without_them_and_says_so(
    office: Cli, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    path = office.home / f"laporan.{format}"
    result = office("brief", "daily", *DAY, "-o", str(path))
    assert (result.code, result.out) == (0, f"{path}\n")
    assert "without charts: what draws them is not installed here" in result.err
    assert path.stat().st_size > 10_000
