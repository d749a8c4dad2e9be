from dataclasses import replace

import pytest
from django.db import transaction
from django.test import override_settings

from lyceum.kernel.ai.actions.asking import ask
from lyceum.kernel.ai.models import Allowance, Breaker, Call
from lyceum.kernel.ai.rules.event import Done, Fault, Interrupted, Outcome, Usage, Words
from lyceum.kernel.ai.rules.task import WhenCapped
from lyceum.kernel.ai.tests.chains import PROMPT, TUTOR, WHOLE, asked, ended, events, interruptions, link, words
from lyceum.kernel.ai.tests.dialects import TOKENS_IN, TOKENS_OUT
from lyceum.kernel.ai.tests.loopback import ANSWER, Loopback
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.refusal import TooMany
from lyceum.kernel.identity.tests.factories import World

COST = (TOKENS_IN * 10 + TOKENS_OUT * 100) / 1_000_000


def ledger() -> list[tuple[str, str, str]]:
    return list(Call.objects.order_by("id").values_list("model", "outcome", "fault"))


@pytest.mark.wish("D1", "D30")
def test_words_come_as_they_are_said_and_are_written_in_the_ledger(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "well")
    assert asked(caller) == [
        *map(Words, ANSWER),
        Done(Outcome.ANSWERED, Usage(TOKENS_IN, TOKENS_OUT, COST), "compatible", "well"),
    ]
    call = Call.objects.get()
    assert (call.person_id, call.organisation_id, call.task) == (caller.person_id, world.ampere.id, TUTOR.code)
    assert (call.prompt, call.prompt_version, call.tokens_in, call.tokens_out) == (
        PROMPT.name,
        1,
        TOKENS_IN,
        TOKENS_OUT,
    )
    assert (float(call.cost), call.is_shared, call.attempt) == (COST, False, 1)
    assert 0 <= call.first_word_milliseconds <= call.milliseconds < 5000
    _, body, key = server.asked[0]
    assert (body["messages"][0]["content"], body["messages"][-1]["content"], key) == (
        "Réponds d’après : p. 12",
        "Que vaut I ?",
        "sk-own",
    )


def test_without_a_model_nothing_is_said_and_nobody_is_called(world: World, server: Loopback) -> None:
    assert asked(world.student) == [Done(Outcome.NO_MODEL)]
    assert ledger() == []


@pytest.mark.parametrize(
    ("mood", "fault"),
    [("refuses", "refused"), ("busy", "busy"), ("fails", "down"), ("hangs", "slow"), ("unknown", "unfit")],
)
def test_the_next_provider_answers_where_the_first_does_not(
    world: World, server: Loopback, mood: str, fault: str
) -> None:
    caller = world.student
    link(caller, server, mood, "well")
    heard = asked(caller)
    assert (words(heard), ended(heard).outcome, interruptions(heard)) == (WHOLE, Outcome.ANSWERED, [])
    assert ledger() == [(mood, "failed", fault), ("well", "answered", "")]
    assert len({call.question_id for call in Call.objects.all()}) == 1


@pytest.mark.parametrize(("mood", "fault"), [("cuts", None), ("stalls", Fault.SLOW), ("ends-early", Fault.BROKEN)])
def test_a_stream_that_breaks_keeps_what_was_shown_and_goes_on(
    world: World, server: Loopback, mood: str, fault: Fault | None
) -> None:
    caller = world.student
    link(caller, server, mood, "goes-on")
    heard = asked(caller)
    assert heard[:2] == [Words(ANSWER[0]), Words(ANSWER[1])]
    assert isinstance(heard[2], Interrupted)
    assert fault is None or heard[2] == Interrupted("compatible", fault)
    assert (words(heard), ended(heard).outcome) == (WHOLE, Outcome.ANSWERED)
    said = server.asked[-1][1]["messages"]
    assert [m["role"] for m in said] == ["system", "user", "assistant", "user"]
    assert said[2]["content"] == "Le courant "
    assert [row[:2] for row in ledger()] == [(mood, "cut"), ("goes-on", "answered")]


def test_a_stream_that_nobody_can_go_on_with_ends_honestly(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "malformed", "fails")
    heard = asked(caller)
    assert heard[:1] == [Words(ANSWER[0])]
    assert len(interruptions(heard)) == 1
    assert (ended(heard).outcome, ended(heard).is_whole) == (Outcome.CUT, False)


def test_when_all_fail_nothing_is_pretended(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "fails", "refuses")
    assert asked(caller) == [Done(Outcome.FAILED)]


@pytest.mark.wish("D31")
def test_who_keeps_failing_is_left_alone_then_probed_once(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "fails", "well")
    for _ in range(5):
        assert words(asked(caller)) == WHOLE
    assert server.models().count("fails") == 3
    Breaker.objects.update(open_until="2020-01-01T00:00Z")
    asked(caller)
    asked(caller)
    assert server.models().count("fails") == 4


def test_a_refused_key_is_not_tried_again_and_does_not_stop_others_with_theirs(world: World, server: Loopback) -> None:
    caller, stranger = world.student, world.stranger
    link(caller, server, "refuses")
    link(stranger, server, "refuses")
    for who, calls in ((caller, 1), (caller, 1), (stranger, 2)):
        asked(who)
        assert len(server.asked) == calls


def test_a_provider_that_works_again_is_trusted_again(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "fails")
    for _ in range(3):
        asked(caller)
    server.mended.add("fails")
    assert ended(asked(caller)).outcome is Outcome.FAILED
    Breaker.objects.update(open_until="2020-01-01T00:00Z")
    assert words(asked(caller)) == WHOLE
    assert (Breaker.objects.count(), len(server.asked)) == (0, 4)


@pytest.mark.wish("D27", "D28", "D29")
def test_the_same_question_gets_the_same_answer_for_an_hour_where_the_task_repeats(
    world: World, server: Loopback
) -> None:
    caller, task = world.student, replace(TUTOR, repeatable=True)
    link(caller, server, "well")
    link(world.stranger, server, "well")
    first = asked(caller, task=task)
    assert asked(world.teacher, task=task) == [Words(WHOLE), Done(Outcome.KEPT)]
    assert (words(first), len(server.asked)) == (WHOLE, 1)
    asked(caller, task=task, passages="p. 13")
    asked(caller, said="Et U ?", task=task)
    asked(world.stranger, task=task)
    asked(world.student)
    assert len(server.asked) == 5


def test_a_broken_answer_is_not_kept(world: World, server: Loopback) -> None:
    caller, task = world.student, replace(TUTOR, repeatable=True)
    link(caller, server, "long")
    assert [ended(asked(caller, task=task)).outcome for _ in range(2)] == [Outcome.SHORTENED] * 2


@pytest.mark.parametrize("when", WhenCapped)
def test_a_person_asks_so_many_questions_a_day(world: World, server: Loopback, when: WhenCapped) -> None:
    caller, task = world.student, replace(TUTOR, when_capped=when)
    link(caller, server, "fails", "well")
    Allowance.objects.create(organisation=world.ampere, daily_questions=2)
    assert [ended(asked(caller, task=task)).outcome for _ in range(2)] == [Outcome.ANSWERED] * 2
    if when is WhenCapped.REFUSE:
        with pytest.raises(TooMany, match="in a day"):
            events(caller, task=task)
    else:
        assert asked(caller, task=task) == [Done(Outcome.CAPPED)]
    assert server.models() == ["fails", "well"] * 2
    assert ended(asked(world.teacher, task=task)).outcome is Outcome.ANSWERED


def test_the_months_money_is_not_overspent_and_a_free_provider_goes_on(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "well")
    Allowance.objects.create(organisation=world.ampere, monthly_dollars="0.20")
    asked(caller)
    Call.objects.update(cost="0.15")
    assert asked(caller) == [Done(Outcome.CAPPED)]
    link(caller, server, "", "well", price_in=0, price_out=0)[0].delete()
    assert ended(asked(caller)).outcome is Outcome.ANSWERED
    assert server.models() == ["well", "well"]


@pytest.mark.parametrize(("spent", "outcome"), [("0.80", Outcome.ANSWERED), ("1.00", Outcome.CAPPED)])
def test_the_installations_keys_have_a_cap_of_their_own(
    world: World, server: Loopback, spent: str, outcome: Outcome
) -> None:
    caller = world.student
    places = {"PROVIDERS": {"ai": "openai:well"}, "AI_KEYS": {"openai": "sk-ours"}, "AI_MONTHLY_DOLLARS": 1}
    with override_settings(**places, AI_ADDRESSES={"openai": f"{server.address}/v1"}):
        asked(caller)
        assert (Call.objects.get().is_shared, server.asked[0][2]) == (True, "sk-ours")
        Call.objects.update(cost=spent)
        assert ended(asked(caller)).outcome is outcome


def test_the_installations_key_is_not_sent_where_an_organisation_points(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "well", key="")
    with override_settings(AI_KEYS={"compatible": "sk-ours"}):
        asked(caller)
    assert [key for _, _, key in server.asked] == ["none"]


def test_who_goes_away_is_charged_for_what_was_heard(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "steady")
    hearing = events(caller)
    assert next(hearing) == Words(ANSWER[0])
    hearing.close()  # type: ignore[attr-defined]
    call = Call.objects.get()
    assert (call.outcome, call.tokens_out, call.cost > 0) == ("left", 1, True)


def test_an_answer_streams_on_when_its_request_has_left_the_scope(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "cuts", "goes-on")
    hearing = events(caller)
    scope.leave()
    assert words(list(hearing)) == WHOLE
    with scope.entered(world.ampere.id):
        assert [row[1] for row in ledger()] == ["cut", "answered"]


def test_a_provider_is_never_called_inside_a_transaction(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "well")
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        ask(caller, TUTOR, PROMPT, "Que vaut I ?", {"passages": ""})
    assert (server.asked, ledger()) == ([], [])


def test_the_ledger_holds_no_word_and_no_key(world: World, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "refuses", "well")
    asked(caller, said="Mon secret est bleu")
    kept = str(list(Call.objects.values()))
    assert [word in kept for word in ("bleu", "sk-own", "courant", "p. 12")] == [False] * 4
