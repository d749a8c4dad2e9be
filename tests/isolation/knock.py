"""Knocks at a door, and says what came back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.isolation.doors import Door
from tests.isolation.fabric import OWN, SHARED
from tests.isolation.house import House, Knocker
from tests.isolation.policies import BY_SECRET, GOVERNED, OF_ONESELF, STEPS, Secret
from tests.isolation.rows import Rows, changed
from tests.isolation.samples import Samples
from tests.isolation.verdict import Answer, Verdict, judge

SIGN_IN = "/account/login/"
_NO_SECRET = Secret("")


@dataclass(frozen=True, slots=True)
class Finding:
    """``is_step``: it passes because ``policies.STEPS`` says that this answer is the right one."""

    verdict: Verdict
    door: Door
    knocker: str
    answer: Answer
    is_step: bool = False

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
            verdict = judge(answer, knocker.standing, policy)
            is_step = verdict is Verdict.INVALID and STEPS.get(str(door), (0, ""))[0] == answer.status
            yield Finding(Verdict.PASS if is_step else verdict, door, str(knocker), answer, is_step)


def _wrong(house: House, door: Door) -> list[Knocker]:
    knocker = house.with_wrong_roles(door.policy.permission) if door.policy and door.policy.permission else None
    return [knocker] if knocker else []


def _is_addressed(door: Door, knocker: Knocker) -> bool:
    """An operator's door is for the operator; a member's door is not for one who stands in no organisation."""
    assert door.policy is not None
    return bool(knocker.place) or door.policy.needs_operator


def knock(house: House, samples: Samples, door: Door, knocker: Knocker) -> Answer:
    with house.watch.undone() as before:
        response = _send(samples, door, knocker)
        written = changed(before, house.watch.digests())
    secret = BY_SECRET.get(str(door), _NO_SECRET)
    text = b"".join(response.streaming_content) if response.streaming else response.content
    told = (text.decode(errors="replace") + str(response.headers)).lower()
    return Answer(
        _status(response, door),
        to_sign_in=SIGN_IN in response.headers.get("Location", ""),
        seen=frozenset(canary for canary in knocker.unseen - secret.shows if canary in told),
        changed=frozenset(str(rows) for rows in written if _is_anothers(rows, knocker, door)),
    )


def _is_anothers(rows: Rows, knocker: Knocker, door: Door) -> bool:
    secret = BY_SECRET.get(str(door), _NO_SECRET)
    own = {*OF_ONESELF.get(str(door), ()), *secret.writes_own}
    is_own = rows.owner is not None and rows.owner == knocker.person_id
    if rows.table in secret.writes or (is_own and rows.table in own):
        return False
    is_governed = rows.canary == OWN and rows.table in GOVERNED
    return (SHARED if is_governed else rows.canary) in knocker.unseen


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
