"""The brief in a real browser: fit for screen readers, quiet, alone, and no wider than its window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.chromium import PROGRAM, Tab, browser
from tests.conftest import LATER, SAMPLE, Cli

AXE = Path(__file__).parents[2] / "build/node_modules/axe-core/axe.min.js"

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="there is no chromium here"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make build/node_modules"),
]

LIVE = "<script>document.title='getroffen'</script><img src=x onerror=document.title='getroffen'>"


@pytest.fixture
def tab(cli: Cli, tmp_path: Path) -> Iterator[Tab]:
    cli.now = LATER
    cli.ok("init", "--region", "63", "--letterhead", "BADAN KESATUAN BANGSA DAN POLITIK")
    cli.ok("report", "import", str(SAMPLE))
    cli.ok("report", "add", LIVE, "-r", "HST", "-c", "hoaks", "--phase", "gn", "--impact", "5",
           "--at", "2024-11-21", "--known", "2024-11-21", "--detail", LIVE)  # fmt: skip
    page = tmp_path / "laporan.html"
    cli.ok("brief", "daily", "--on", "2024-11-22", "-o", str(page), "--lang", "id")
    with browser(tmp_path / "profile") as opened:
        opened.open(page)
        yield opened


def violations(tab: Tab) -> list[str]:
    """What axe-core objects to, with where."""
    found, passed = tab.evaluate("axe.run().then(r => [r.violations, r.passes.length])")
    assert passed > 20, "axe-core has looked at the page"
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def test_the_page_is_accessible_quiet_alone_and_fits(tab: Tab) -> None:
    tab.evaluate(AXE.read_text("utf-8") + "; 0")
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        tab.ask("Emulation.setEmulatedMedia", features=features)
        for width in (1000, 400):
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
            tab.ask("Emulation.setDeviceMetricsOverride", **size)
            assert violations(tab) == []
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    requests = [each["request"]["url"] for each in tab.told("Network.requestWillBeSent")]
    assert len(requests) == 1, requests
    assert not tab.told("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
    assert tab.evaluate("document.title").startswith("LAPORAN HARIAN")
    assert tab.evaluate("document.querySelectorAll('script, img').length") == 0
    tab.ask("Emulation.setEmulatedMedia", media="print", features=[])
    printed = tab.ask("Page.printToPDF", preferCSSPageSize=True)
    assert printed["data"].startswith("JVBER")
