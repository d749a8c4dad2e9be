"""What happens next, without a database: whole ways through any workflow, whatever people do meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.workflow import (
    AT_ONCE,
    EMAIL,
    IN_A_DIGEST,
    IN_APP,
    LIVE_FIRST,
    PUSH,
    SMS,
    Digest,
    Met,
    Step,
    Tell,
    Unless,
    Wait,
)
from lyceum.kernel.notifications.rules.hours import Quiet
from lyceum.kernel.notifications.rules.patience import MOST_TRIES, pause
from lyceum.kernel.notifications.rules.planning import (
    LOUD,
    Act,
    Outcome,
    Reached,
    Situation,
    advance,
    due_digest,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
NIGHT = Quiet(time(22), time(7))
SO = Situation(NOON, PARIS, frozenset({IN_APP, EMAIL, PUSH}), frozenset({IN_APP, EMAIL, PUSH}))
MANY = 60

subsets = st.frozensets(st.sampled_from([IN_APP, EMAIL, PUSH, SMS]))
steps = st.lists(
    st.one_of(
        st.sampled_from([Tell(IN_APP), Tell(PUSH), Tell(SMS), Tell(EMAIL), Digest(), Digest(every_minutes=60)]),
        st.integers(1, 3000).map(Wait),
        st.sampled_from(list(Met)).map(Unless),
    ),
    max_size=9,
    unique_by=lambda step: getattr(step, "channel", None) or step,
).map(tuple)
situations = st.builds(
    Situation,
    now=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe"]).map(ZoneInfo),
    wanted=subsets,
    usual=subsets,
    unreachable=st.dictionaries(st.sampled_from([EMAIL, PUSH, SMS]), st.just("no_address")),
    is_critical=st.booleans(),
    is_read=st.booleans(),
    is_present=st.booleans(),
    is_throttled=st.booleans(),
    reached=st.sampled_from([Reached.NO, Reached.YES]),
    quiet=st.none() | st.builds(Quiet, st.just(time(22)), st.integers(0, 21).map(time), st.just(range(7))),
    holds_mail=st.booleans(),
    digest_at=st.integers(0, 23).map(time),
)


def gone(workflow: tuple[Step, ...], so: Situation, then: Callable[[Situation], Situation]) -> list[tuple[Act, Any]]:
    """All acts until the end, each with what was so; ``then``: what changes while it waits."""
    done: list[tuple[Act, Any]] = []
    step = 0
    for _ in range(MANY):
        plan = advance(workflow, step, so)
        done += [(act, so) for act in plan.acts]
        if plan.next_at is None:
            return done
        assert plan.next_at > so.now
        so, step = then(replace(so, now=plan.next_at)), plan.step
        if plan.gathering:
            done.append((due_digest(step, plan.gathering, so), so))
            step += 1
    raise AssertionError("it never ends")


def as_it_is(so: Situation) -> Situation:
    return so


def told(acts: list[tuple[Act, Any]]) -> list[str]:
    return [act.channel for act, _so in acts if act.outcome in {Outcome.TOLD, Outcome.DIGESTED}]


@pytest.mark.wish("J10")
@given(steps, situations, st.data())
def test_whatever_happens_meanwhile_each_way_ends_and_keeps_the_rules(
    workflow: tuple[Step, ...], so: Situation, data: st.DataObject
) -> None:
    def changed(then: Situation) -> Situation:
        other = data.draw(situations)
        return replace(other, now=then.now, zone=then.zone, quiet=then.quiet, is_critical=then.is_critical)

    acts = gone(workflow, so, changed)
    assert len(told(acts)) == len(set(told(acts)))  # by each channel once
    positions = [act.position for act, _so in acts]
    assert positions == sorted(positions)
    for act, was in acts:
        if act.outcome in {Outcome.TOLD, Outcome.DIGESTED}:
            assert act.channel in was.wanted
            if act.channel != IN_APP:
                assert act.channel not in was.unreachable
                assert was.is_critical or not (was.is_read or was.is_throttled)
            if act.channel in LOUD:
                assert was.is_critical or not (was.quiet and was.quiet.until(was.now, was.zone))
        if act.outcome is Outcome.SKIPPED:
            assert act.reason == "preference" or act.channel in was.wanted


@given(situations)
def test_what_is_critical_is_told_at_once_by_every_way_that_reaches_them(so: Situation) -> None:
    acts = gone(AT_ONCE, replace(so, is_critical=True), as_it_is)
    assert set(told(acts)) == {c for c in so.wanted if c == IN_APP or c not in so.unreachable}
    assert all(was.now == so.now for _act, was in acts)


@pytest.mark.wish("I12", "I13")
@given(situations)
def test_a_message_is_never_both_pushed_and_mailed(so: Situation) -> None:
    def pushed(then: Situation) -> Situation:
        was_pushed = PUSH in so.wanted and PUSH not in so.unreachable
        return replace(then, reached=Reached.YES if was_pushed else Reached.NO)

    ways = set(told(gone(LIVE_FIRST, replace(so, is_throttled=False, reached=Reached.NO), pushed)))
    assert not ways >= {PUSH, EMAIL}
    if so.is_present:
        assert ways <= {IN_APP}


@pytest.mark.parametrize(
    ("so", "ways"),
    [
        (SO, [(IN_APP, 0), (PUSH, 0)]),
        (replace(SO, is_present=True), [(IN_APP, 0)]),
        (replace(SO, unreachable={PUSH: "no_address"}), [(IN_APP, 0), (EMAIL, 10)]),
        (replace(SO, wanted=frozenset({IN_APP, EMAIL})), [(IN_APP, 0), (EMAIL, 10)]),
        (replace(SO, quiet=NIGHT, now=NOON.replace(hour=22)), [(IN_APP, 0), (PUSH, 420)]),
    ],
)
def test_live_first_then_a_push_else_a_mail_after_ten_minutes(so: Situation, ways: list[tuple[str, int]]) -> None:
    def then(later: Situation) -> Situation:
        reachable = PUSH in later.wanted and PUSH not in later.unreachable
        return replace(later, reached=Reached.YES if reachable else Reached.NO)

    acts = gone(LIVE_FIRST, so, then)
    minutes = [(act.channel, (was.now - so.now) // timedelta(minutes=1)) for act, was in acts]
    assert [way for way, (act, _was) in zip(minutes, acts, strict=True) if act.outcome is Outcome.TOLD] == ways


def test_a_push_that_is_being_tried_is_waited_for() -> None:
    plan = advance(LIVE_FIRST, 4, replace(SO, reached=Reached.PENDING))
    assert plan.next_at == NOON + timedelta(minutes=1)
    assert [(act.outcome, act.reason) for act in plan.acts] == [(Outcome.WAITED, "pending")]
    assert plan.step == LIVE_FIRST.index(Unless(Met.REACHED))


def test_a_digest_waits_for_its_hour_and_leaves_out_what_has_been_read() -> None:
    so = replace(SO, wanted=frozenset({IN_APP, EMAIL}), digest_at=time(18))
    acts = gone(IN_A_DIGEST, so, as_it_is)
    assert [(a.channel, a.outcome, was.now.hour) for a, was in acts if a.channel == EMAIL] == [
        (EMAIL, Outcome.WAITED, 12),
        (EMAIL, Outcome.DIGESTED, 16),  # six in the evening, in Paris
    ]
    read = gone(IN_A_DIGEST, so, lambda then: replace(then, is_read=True))
    assert [(a.outcome, a.reason) for a, _was in read[-1:]] == [(Outcome.SKIPPED, "read")]


def test_no_kind_tells_twice_by_one_channel() -> None:
    for kind in registry.notification_kinds().values():
        named = [step.channel for step in kind.workflow if isinstance(step, Tell | Digest)]
        assert len(named) == len(set(named)), kind.code


@given(st.integers(1, MOST_TRIES - 1), st.floats(0, 1))
def test_pauses_grow_and_are_spread(tries: int, chance: float) -> None:
    usual = 10 * 3 ** (tries - 1)
    found = pause(tries, chance)
    assert found is not None
    assert 0.8 * usual - 0.01 <= found.total_seconds() <= 1.2 * usual + 0.01
    assert pause(MOST_TRIES, chance) is None


def test_eight_tries_outlast_two_hours() -> None:
    shortest = sum((pause(n, 0) or timedelta(0) for n in range(1, MOST_TRIES)), timedelta(0))
    assert shortest > timedelta(hours=2)
