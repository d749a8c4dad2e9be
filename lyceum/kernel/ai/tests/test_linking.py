from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from lyceum.kernel.ai.actions.allowing import set_allowance
from lyceum.kernel.ai.actions.linking import MOST_LINKS, LinkChoice, add_link, change_link, move_link, remove_link
from lyceum.kernel.ai.models import Allowance, Link
from lyceum.kernel.ai.queries.chain import chain_of
from lyceum.kernel.ai.queries.shown import chain_shown
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.identity.tests.factories import World

OURS = LinkChoice("compatible", "mistral-small", address="https://models.example.org/v1", key="sk-ours")


def added(caller: Any, *models: str) -> list[Link]:
    return [add_link(caller, new_identifier(), LinkChoice("openai", model, key="sk-own")) for model in models]


def order(caller: Any) -> list[tuple[int, str]]:
    return list(Link.objects.within(caller).order_by("position").values_list("position", "model"))


def facts() -> list[str]:
    return list(Announcement.objects.filter(kind__startswith="ai.").order_by("id").values_list("kind", flat=True))


def test_a_link_is_added_last_once_and_its_key_is_sealed(world: World) -> None:
    caller, id = world.owner, new_identifier()
    added(caller, "gpt-4o")
    first, second = (add_link(caller, id, OURS) for _ in range(2))
    assert (first.id, second.id, order(caller)) == (id, id, [(0, "gpt-4o"), (1, "mistral-small")])
    assert facts() == ["ai.link_added", "ai.link_added"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM ai_link WHERE id = %s", [id])
        assert cursor.fetchone()[0].startswith("s1:")
    assert chain_of(world.ampere.id)[1].connection.key == "sk-ours"
    assert "sk-ours" not in str(list(chain_shown(caller))) + str(list(Announcement.objects.values()))


def test_only_governors_choose(world: World) -> None:
    (link,) = added(world.owner, "gpt-4o")
    for act in (
        lambda caller: add_link(caller, new_identifier(), OURS),
        lambda caller: change_link(caller, link.id, OURS),
        lambda caller: move_link(caller, link.id, 0),
        lambda caller: remove_link(caller, link.id),
        lambda caller: set_allowance(caller, None, 1),
        lambda caller: chain_shown(caller),
    ):
        with pytest.raises(NotAllowed):
            act(world.teacher)
    with pytest.raises(NotFound):
        change_link(world.stranger, link.id, OURS)
    remove_link(world.stranger, link.id)
    assert order(world.owner) == [(0, "gpt-4o")]
    assert Allowance.objects.count() == 0


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (LinkChoice("nobody", "x"), "vendor"),
        (LinkChoice("embedded", "x"), "vendor"),
        (LinkChoice("openai", "", key="k"), "model"),
        (LinkChoice("openai", "x" * 121, key="k"), "model"),
        (LinkChoice("openai", "gpt-4o"), "key"),
        (LinkChoice("openai", "gpt-4o", key="two words"), "key"),
        (LinkChoice("openai", "gpt-4o", key="clé"), "key"),
        (LinkChoice("openai", "gpt-4o", address="https://elsewhere.example.org", key="k"), "address"),
        (LinkChoice("anthropic", "claude-sonnet-5", "vectors", key="k"), "embedding_model"),
        (LinkChoice("ollama", "llama3.2"), "address"),
        (LinkChoice("ollama", "llama3.2", address="localhost:11434"), "address"),
        (LinkChoice("ollama", "llama3.2", address="http://localhost:11434"), "address"),
        (LinkChoice("compatible", "x", address="https://me:secret@example.org"), "address"),
        (LinkChoice("compatible", "x", address="https://example.org", price_in=Decimal(1)), "price_in"),
        (
            LinkChoice("compatible", "x", address="https://a.org", price_in=Decimal(-1), price_out=Decimal(1)),
            "price_in",
        ),
    ],
)
def test_refuses_a_link_that_cannot_work(world: World, choice: LinkChoice, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_link(world.owner, new_identifier(), choice)
    assert (list(refusal.value.fields), Link.objects.count(), facts()) == ([field], 0, [])


def test_what_the_installation_has_need_not_be_given(world: World) -> None:
    with override_settings(
        AI_KEYS={"openai": "sk-ours"},
        AI_ADDRESSES={"ollama": "http://localhost:11434"},
        AI_LOCAL_SERVERS=["models.local:8000"],
    ):
        add_link(world.owner, new_identifier(), LinkChoice("openai", "gpt-4o"))
        add_link(world.owner, new_identifier(), LinkChoice("ollama", "llama3.2"))
        add_link(world.owner, new_identifier(), LinkChoice("compatible", "x", address="http://models.local:8000/v1"))
        places = chain_of(world.ampere.id)
    assert [(p.is_shared, p.is_ready, p.connection.is_local_allowed) for p in places] == [
        (True, True, True),
        (False, True, True),
        (False, True, True),
    ]


def test_a_kept_key_stays_until_it_is_changed_and_goes_nowhere_else(world: World) -> None:
    caller = world.owner
    link = add_link(caller, new_identifier(), OURS)
    kept = LinkChoice("compatible", "other", address=OURS.address)
    assert change_link(caller, link.id, kept).key == "sk-ours"
    for elsewhere in ({"address": "https://thief.example.org/v1"}, {"vendor": "openai", "address": ""}):
        with pytest.raises(Invalid) as refusal:
            change_link(caller, link.id, LinkChoice(**{"vendor": "compatible", "model": "x"} | elsewhere))
        assert list(refusal.value.fields) == ["key"]
    moved = LinkChoice("compatible", "x", address="https://other.example.org/v1", key="sk-other")
    assert change_link(caller, link.id, moved).key == "sk-other"
    assert not change_link(caller, link.id, LinkChoice("compatible", "x", address=moved.address, key="")).has_key


def test_links_are_put_in_another_order(world: World) -> None:
    caller = world.owner
    one, _two, three = added(caller, "one", "two", "three")
    move_link(caller, three.id, 0)
    assert order(caller) == [(0, "three"), (1, "one"), (2, "two")]
    move_link(caller, one.id, 99)
    assert order(caller) == [(0, "three"), (1, "two"), (2, "one")]
    move_link(caller, one.id, 2)
    remove_link(caller, three.id)
    remove_link(caller, three.id)
    assert order(caller) == [(0, "two"), (1, "one")]
    assert facts() == ["ai.link_added"] * 3 + ["ai.link_moved"] * 2 + ["ai.link_removed"]


def test_a_chain_has_an_end(world: World) -> None:
    caller = world.owner
    added(caller, *map(str, range(MOST_LINKS)))
    with pytest.raises(Conflict):
        added(caller, "one more")
    assert len(order(caller)) == MOST_LINKS


def test_limits_are_set_and_taken_back(world: World) -> None:
    caller = world.owner
    set_allowance(caller, Decimal("12.50"), 20)
    assert Allowance.objects.values_list("monthly_dollars", "daily_questions").get() == (Decimal("12.50"), 20)
    set_allowance(caller, None, None)
    assert Allowance.objects.values_list("monthly_dollars", "daily_questions").get() == (None, None)
    for wrong in ((Decimal(-1), None), (None, -1), (None, 10**9)):
        with pytest.raises(Invalid):
            set_allowance(caller, *wrong)
    assert facts() == ["ai.allowance_set"] * 2
