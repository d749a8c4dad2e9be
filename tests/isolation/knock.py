"""Knocks at a door, and says what came back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.isolation.doors import Door
from tests.isolation.house import OWN, SHARED, House, Knocker, undone
from tests.isolation.policies import BY_SECRET, OF_ONESELF, SEEN_BY_STAFF, is_step
from tests.isolation.samples import Samples
from tests.isolation.verdict import Answer, Verdict, judge

SIGN_IN = "/account/login/"


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    door: Door
    knocker: str
    answer: Answer

    def __str__(self) -> str:
        seen = f" saw {sorted(self.answer.seen)}" if self.answer.seen else ""
        changed = f" changed {sorted(self.answer.changed)}" if self.answer.changed else ""
        return f"{self.verdict.upper():12} {self.door} as {self.knocker}: {self.answer.status}{seen}{changed}"


def findings(
    house: House, samples: Samples, doors: list[Door], knockers: list[Knocker], *, wrong: bool = True
) -> Iterator[Finding]:
    """``wrong``: let those with every role but the right one knock as well."""
    for door in doors:
        for knocker in [*knockers, *(_wrong(house, door) if wrong else ())]:
            if not _is_addressed(door, knocker):
                continue
            answer = knock(house, samples, door, knocker)
            policy = door.policy
            assert policy is not None, f"{door} has no policy"
            verdict = judge(answer, knocker.standing, policy, door.writes)
            if verdict is Verdict.INVALID and is_step(door.kind, door.address):
                verdict = Verdict.PASS
            yield Finding(verdict, door, str(knocker), answer)


def _wrong(house: House, door: Door) -> list[Knocker]:
    knocker = house.with_wrong_roles(door.policy.permission) if door.policy and door.policy.permission else None
    return [knocker] if knocker else []


def _is_addressed(door: Door, knocker: Knocker) -> bool:
    """An operator's door is for the operator; a member's door is not for one who stands in no organisation."""
    assert door.policy is not None
    return bool(knocker.place) or door.policy.needs_operator


def knock(house: House, samples: Samples, door: Door, knocker: Knocker) -> Answer:
    with undone():
        before = house.fingerprints() if door.writes else {}
        response = _send(samples, door, knocker)
        after = house.fingerprints() if door.writes else {}
    unseen = knocker.unseen - ({SHARED} if door.address in BY_SECRET else set())
    unseen -= {OWN} if knocker.is_member_here and door.address in SEEN_BY_STAFF else set()
    text = b"".join(response.streaming_content) if response.streaming else response.content
    told = text.decode(errors="replace") + str(response.headers)
    return Answer(
        _status(response, door),
        to_sign_in=SIGN_IN in response.headers.get("Location", ""),
        seen=frozenset(canary for canary in unseen if canary in told.lower()),
        changed=frozenset(n for n in before if before[n] != after[n] and _is_anothers(n, knocker, door))
        if door.address not in BY_SECRET
        else frozenset(),
    )


def _is_anothers(rows: str, knocker: Knocker, door: Door) -> bool:
    """``rows``: a canary and the table that holds it."""
    canary, _, table = rows.partition(" ")
    return canary in knocker.unseen and table not in OF_ONESELF.get(door.address, ())


def _status(response: Any, door: Door) -> int:
    """GraphQL says no with 200 and a code."""
    if door.kind != "graph" or response.status_code != 200:
        return response.status_code
    codes = [error.get("extensions", {}).get("code", "") for error in response.json().get("errors") or []]
    known = {"": 400, "not_signed_in": 401, "not_allowed": 403, "not_found": 404, "conflict": 409, "internal": 500}
    return max((known.get(code, 422) for code in codes), default=200)


def _send(samples: Samples, door: Door, knocker: Knocker) -> Any:
    address = f"/{knocker.place}{samples.address(door)}" if knocker.place else samples.address(door)
    if door.kind == "page":
        carried = {"data": samples.form(door)} if door.method == "POST" else {}
    else:
        carried = samples.body(door)
        if "data" in carried and carried.get("content_type") == "application/json":
            carried["data"] = json.dumps(carried["data"])
    method = "post" if door.kind == "graph" else door.method.lower()
    return getattr(knocker.afresh(), method)(address, **carried)
