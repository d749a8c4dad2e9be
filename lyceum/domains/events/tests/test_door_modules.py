"""What the device at the door does in its browser, held to the rules of the server."""

import json
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

from lyceum.domains.events.rules.check_in import Direction, Scan, judged
from lyceum.domains.events.rules.ticket_code import TicketCode, jwk, key_number, new_pair, sign_code
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.tests.page_modules import answer_of

MODULES = Path(__file__).parents[1] / "static" / "events"
READ = """
import { readFileSync } from "node:fs";
import { readCode } from "./ticket-code.js";
const { codes, keys } = JSON.parse(readFileSync(0));
const read = [];
for (const code of codes) read.push(await readCode(code, keys));
console.log(JSON.stringify(read));
"""
JUDGE = """
import { readFileSync } from "node:fs";
import { judge, matching } from "./door-judge.js";
const said = JSON.parse(readFileSync(0));
console.log(JSON.stringify(said.map(({ call, words }) => (call === "judge" ? judge(...words) : matching(...words)))));
"""


def asked(tmp_path: Path, *calls: tuple[str, list[Any]]) -> list[Any]:
    said = [{"call": call, "words": words} for call, words in calls]
    return list(answer_of(tmp_path, JUDGE, [MODULES / "door-judge.js"], said))


def test_the_browser_believes_what_the_server_signed_and_nothing_else(tmp_path: Path) -> None:
    key, (private, public) = new_identifier(), new_pair()
    _theirs, other = new_pair()
    code = TicketCode(new_identifier(), new_identifier(), 258)
    true = sign_code(key, private, code)
    forged = true[:60] + ("A" if true[60] != "A" else "B") + true[61:]
    elsewhere = sign_code(new_identifier(), private, code)
    said = {
        "codes": [true, f" {true} ", forged, elsewhere, "L1", "hello"],
        "keys": {key_number(key).hex(): jwk(public)},
    }
    read = {"event": str(code.event_id), "ticket": str(code.ticket_id), "serial": 258}
    assert answer_of(tmp_path, READ, [MODULES / "ticket-code.js"], said) == [read, read, None, None, None, None]
    said["keys"] = {key_number(key).hex(): jwk(other)}
    assert answer_of(tmp_path, READ, [MODULES / "ticket-code.js"], said)[0] is None


def test_a_device_tells_what_the_server_would(tmp_path: Path) -> None:
    """Of one scan, by whether the ticket is good and its holder inside: the same outcome on both sides."""
    cases = list(product([True, False], [True, False], Direction))
    calls = [("judge", [{"valid": valid, "inside": inside}, way, None, "e"]) for valid, inside, way in cases]
    expected = []
    for valid, inside, way in cases:
        before = [_scan(1, Direction.IN)] if inside else []
        now = _scan(2, way, valid)
        expected.append(judged([*before, now])[now.id])
    assert asked(tmp_path, *calls) == expected


def test_codes_of_other_events_and_former_holders_are_refused_and_late_buyers_let_in(tmp_path: Path) -> None:
    ticket = {"valid": True, "inside": False, "serial": 2}
    assert asked(
        tmp_path,
        ("judge", [ticket, "in", {"event": "other", "serial": 2}, "e"]),
        ("judge", [ticket, "in", {"event": "e", "serial": 1}, "e"]),
        ("judge", [ticket, "in", {"event": "e", "serial": 2}, "e"]),
        ("judge", [None, "in", {"event": "e", "serial": 1}, "e"]),
    ) == ["elsewhere", "not_valid", "admitted", "admitted"]


def test_a_name_is_found_without_its_accents(tmp_path: Path) -> None:
    tickets = [{"name": "Zoé Martin", "order": "K7Q", "type": "Plein"}, {"name": "Léo", "order": "A1", "type": "Plein"}]
    found = asked(tmp_path, ("matching", [tickets, "zoe plein"]), ("matching", [tickets, " "]))
    assert json.dumps([[each["name"] for each in one] for one in found], ensure_ascii=False) == '[["Zoé Martin"], []]'


def _scan(number: int, way: Direction, valid: bool = True) -> Scan:
    return Scan(UUID(int=number), datetime(2026, 11, 21, 20, number, tzinfo=UTC), way, valid)
