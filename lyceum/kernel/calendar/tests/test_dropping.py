from pathlib import Path

import pytest

from lyceum.kernel.foundation.tests.page_modules import answer_of

MODULES = [Path(__file__).parents[1] / "static" / "calendar" / "dropping-time.js"]
DROPPED = """
import { readFileSync } from "node:fs";
import { dropped } from "./dropping-time.js";
const [times, share, hours] = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(dropped(times, share, hours)));
"""


@pytest.mark.parametrize(
    ("start", "end", "share", "expected"),
    [
        ("10:00", "11:00", None, ("10:00", "11:00")),  # onto another day of a month
        ("10:00", "11:30", 0.5, ("13:30", "15:00")),  # the middle of 8 to 19 o'clock
        ("10:00", "10:45", 0.096, ("09:00", "09:45")),  # the nearest quarter
        ("10:00", "11:00", -0.2, ("05:45", "06:45")),  # held by its foot, dropped at the top
        ("22:00", "01:00", 0.0, ("08:00", "11:00")),  # over midnight before, as long afterwards
        ("10:00", "11:00", -1.0, ("00:00", "01:00")),  # never before midnight
    ],
)
def test_what_is_dropped_begins_at_a_quarter_and_lasts_as_long(
    tmp_path: Path, start: str, end: str, share: float | None, expected: tuple[str, str]
) -> None:
    asked = [{"start": start, "end": end}, share, {"first": 8, "drawn": 11}]
    assert answer_of(tmp_path, DROPPED, MODULES, asked) == dict(zip(("start", "end"), expected, strict=True))
