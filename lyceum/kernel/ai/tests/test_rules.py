from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.ai.rules import prompt as prompts
from lyceum.kernel.ai.rules import task as tasks
from lyceum.kernel.ai.rules.asked import day_began, month_began, month_ended
from lyceum.kernel.ai.rules.breaker import cooling, opens_after
from lyceum.kernel.ai.rules.event import Fault
from lyceum.kernel.ai.rules.joining import joined
from lyceum.kernel.ai.rules.price import FREE, Price, price_of
from lyceum.kernel.ai.rules.prompt import Prompt, Turn, digest_of
from lyceum.kernel.ai.rules.task import Task
from lyceum.kernel.ai.rules.vendor import is_well_formed

HERE, THERE = UUID(int=1), UUID(int=2)


def test_a_prompt_is_filled_with_exactly_its_parts() -> None:
    prompt = Prompt("a", 1, "Quote {passages} to {who}.")
    assert prompt.filled({"passages": "{who} {0}", "who": "Inès"}) == "Quote {who} {0} to Inès."
    for parts in ({"who": "x"}, {"who": "x", "passages": "y", "more": "z"}):
        with pytest.raises(KeyError):
            prompt.filled(parts)


def test_a_version_has_one_wording_and_a_code_one_task() -> None:
    prompts.declare(Prompt("ai.test_wording", 1, "One"))
    prompts.declare(Prompt("ai.test_wording", 2, "Two"))
    with pytest.raises(ValueError, match="two wordings"):
        prompts.declare(Prompt("ai.test_wording", 1, "Other"))
    tasks.declare(Task("ai.test_task", "One"))
    with pytest.raises(ValueError, match="two tasks"):
        tasks.declare(Task("ai.test_task", "Two"))


def test_every_part_of_a_question_makes_another_digest() -> None:
    prompt = Prompt("a", 1, "x")
    digests = {
        digest_of(HERE, "t", prompt, "x", [Turn("q")]),
        digest_of(THERE, "t", prompt, "x", [Turn("q")]),
        digest_of(HERE, "u", prompt, "x", [Turn("q")]),
        digest_of(HERE, "t", Prompt("a", 2, "x"), "x", [Turn("q")]),
        digest_of(HERE, "t", prompt, "y", [Turn("q")]),
        digest_of(HERE, "t", prompt, "x", [Turn("q", by_model=True)]),
        digest_of(HERE, "t", prompt, "x", [Turn("q"), Turn("")]),
    }
    assert len(digests) == 7


@pytest.mark.parametrize(
    ("shown", "continuation", "rest"),
    [
        ("Le courant est", " de 2 A.", " de 2 A."),
        ("Le courant est", "courant est de 2 A.", " de 2 A."),
        ("Le courant ", " est de 2 A.", "est de 2 A."),
        ("Le courant est de 2 A.", "Le courant est de 2 A.", ""),
        ("ha ha", "ha ha ha", "ha ha ha"),
    ],
)
def test_a_continuation_joins_what_was_shown(shown: str, continuation: str, rest: str) -> None:
    assert joined(shown, continuation) == rest


@given(st.text(min_size=8, max_size=60), st.text(max_size=60))
def test_joining_only_takes_away_from_the_beginning(shown: str, continuation: str) -> None:
    assert continuation.endswith(joined(shown, continuation))


@pytest.mark.parametrize(
    ("vendor", "model", "price"),
    [
        ("openai", "gpt-4o-mini-2024-07-18", Price(0.15, 0.6)),
        ("openai", "gpt-4o", Price(2.5, 10)),
        ("anthropic", "claude-sonnet-4-5-20250929", Price(3, 15)),
        ("anthropic", "claude-of-tomorrow", Price(15, 75, is_known=False)),
        ("ollama", "llama3.2", FREE),
        ("compatible", "gpt-4o", FREE),
    ],
)
def test_a_model_has_the_price_of_the_longest_name(vendor: str, model: str, price: Price) -> None:
    assert price_of(vendor, model) == price
    assert price_of(vendor, model, (1, 2)).of(1_000_000, 500_000) == 2


def test_a_provider_is_left_alone_for_longer_and_longer() -> None:
    assert [opens_after(n, Fault.DOWN) for n in (1, 2, 3)] == [False, False, True]
    assert opens_after(1, Fault.REFUSED)
    assert [cooling(n) for n in (1, 3, 4, 5, 10, 500)] == [30, 30, 60, 120, 900, 900]


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://models.example.org/v1", True),
        ("http://10.0.0.1:8000", True),
        ("ftp://example.org", False),
        ("https://user:secret@example.org", False),
        ("https://", False),
        ("https://[::1", False),
        ("models.example.org", False),
    ],
)
def test_an_address_is_of_the_web_and_holds_no_password(address: str, fits: bool) -> None:
    assert is_well_formed(address) is fits


def test_a_day_begins_where_the_person_is_and_a_month_on_its_first() -> None:
    now = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    assert day_began(now, "Europe/Paris") == datetime(2026, 3, 31, 22, 0, tzinfo=UTC)
    assert (month_began(now), month_ended(month_began(now))) == (
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 4, 1, tzinfo=UTC),
    )
