"""How far a long work is."""

import sys

import pexpect

LONG_WORK = """
from pilkada_cli.cli.progress import Ticks
ticks = Ticks("membaca", {total}, shown={shown}, patience=0)
for n in range(1500):
    ticks({share})
ticks.end()
print("selesai")
"""


def screen(*, total: int | None, shown: bool, share: str = "") -> str:
    code = LONG_WORK.format(total=total, shown=shown, share=share)
    child = pexpect.spawn(sys.executable, ["-c", code], encoding="utf-8", dimensions=(24, 100))
    child.expect(pexpect.EOF)
    return str(child.before)


def test_a_long_work_says_on_a_terminal_how_many_how_fast_and_what_is_left() -> None:
    seen = screen(total=3000, shown=True)
    assert "membaca" in seen
    assert "1500/3000" in seen
    assert "rows a second" in seen


def test_where_nobody_knows_how_many_there_are_the_number_is_said() -> None:
    assert "1500/?" in screen(total=None, shown=True)


def test_what_is_left_is_reckoned_from_the_part_that_is_done() -> None:
    seen = screen(total=None, shown=True, share="(n + 1) / 3000")
    assert "1500/3000" in seen and "0:00:00" in seen


def test_without_a_terminal_nothing_is_said() -> None:
    assert screen(total=3000, shown=False).strip() == "selesai"
