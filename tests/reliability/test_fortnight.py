"""A province's fortnight: thirteen registers and a hub, whatever happens to them.

``python -m tests.reliability.test_fortnight [DAYS [SEED]]`` runs as many days as it is
told and prints what was done.
"""

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.reliability import agreement, deeds
from tests.reliability.province import Province, found

SEED = 20241115
DAYS = 2
ERASURES_A_DAY = 3


def fortnight(home: Path, days: int, seed: int) -> Counter[str]:
    """Run the days and hold what must be true at their end; counts of what was done."""
    there = found(home, random.Random(seed))
    copied = there.others[3]
    copied.add("Sebelum disalin")
    copy = home / "salinan.db"
    shutil.copy(copied.workplace.register, copy)
    for day in range(days):
        for deed in of_a_day(there, day):
            deed()
        if day == days // 2:
            deeds.put_back_a_copy(there, copy, copied)
            deeds.lose_a_computer(there)
            deeds.restore(there)
    there.exchange()
    told = [deeds.disagree(there) for _ in range(2)]
    there.exchange()
    for hold in told:
        hold()
    agreement.hold(there)
    return there.counted


def of_a_day(there: Province, day: int) -> list[Callable[[], object]]:
    """What happens on a day, in any order."""
    chance, hub = there.chance, there.hub
    done: list[Callable[[], object]] = [partial(deeds.work, there, each) for each in there.everyone]
    done += [partial(there.post, each, hub) for each in there.others if chance.random() < 0.7]
    done += [partial(there.post, hub, each) for each in there.others if chance.random() < 0.5]
    done += [lambda: there.deliver(chance.randrange(len(there.on_the_way) + 1))] * 3
    done += [partial(deeds.erase, there)] * ERASURES_A_DAY
    done += [partial(deed, there) for deed in (deeds.back_up, deeds.copy_a_laptop, deeds.disagree)]
    if day % 2 == 0:
        done.append(partial(deeds.import_sheet, there))
    chance.shuffle(done)
    return done


def test_after_a_fortnight_all_registers_agree_and_nothing_withheld_or_erased_is_found(
    tmp_path: Path,
) -> None:
    counted = fortnight(tmp_path, DAYS, SEED)
    for what in (
        "bundles lost",
        "bundles sent twice",
        "fields that two offices changed",
        "values that were replaced",
        "reports erased",
        "backups restored",
        "copies put back",
        "laptops copied",
        "computers lost",
        "rows compared: nil",
        "rows compared: action",
        "offices whose summaries were compared",
        "markers that were found nowhere",
    ):
        assert counted[what], what
    assert counted["rows of them imported"] > counted["sheets of the province"] * deeds.SHEET_ROWS


if __name__ == "__main__":
    days, seed = map(int, (*sys.argv[1:], *(14, SEED)[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        done = fortnight(Path(folder), days, seed)
    sys.stdout.writelines(f"{number:5} {what}\n" for what, number in sorted(done.items()))
