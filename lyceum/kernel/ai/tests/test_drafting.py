from dataclasses import dataclass, replace

import pytest
from pydantic import BaseModel

from lyceum.kernel.ai.actions.drafting import draft
from lyceum.kernel.ai.actions.embedding import embed
from lyceum.kernel.ai.models import Allowance, Call
from lyceum.kernel.ai.ports import Capabilities
from lyceum.kernel.ai.queries.chain import Embedder, capabilities_of, embedder_of
from lyceum.kernel.ai.rules.task import WhenCapped
from lyceum.kernel.ai.tests.chains import PROMPT, TUTOR, link
from lyceum.kernel.ai.tests.loopback import Loopback
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import TooMany, Unavailable
from lyceum.kernel.identity.tests.factories import World


@dataclass
class Item:
    question: str
    page: int


class Strict(BaseModel):
    question: str
    page: int


def drafted(caller: Caller | Visitor, schema: type = Item, task: object = TUTOR) -> object:
    return draft(caller, task, PROMPT, schema, "Fais une question.", {"passages": "p. 12"})  # type: ignore[arg-type]


@pytest.mark.parametrize("schema", [Item, Strict])
def test_a_draft_is_an_object_of_the_schema(world: World, server: Loopback, schema: type) -> None:
    caller = world.teacher
    link(caller, server, "well")
    assert drafted(caller, schema) == schema(question="Que vaut I ?", page=12)
    assert list(Call.objects.values_list("outcome", "tokens_in", "tokens_out")) == [("answered", 42, 7)]


def test_without_a_model_there_is_no_draft(world: World, server: Loopback) -> None:
    assert drafted(world.teacher) is None
    assert Call.objects.count() == 0


def test_a_draft_that_does_not_fit_is_made_by_the_next(world: World, server: Loopback) -> None:
    caller = world.teacher
    link(caller, server, "misfits", "fails", "well")
    assert drafted(caller) == Item("Que vaut I ?", 12)
    found = list(Call.objects.order_by("id").values_list("model", "fault"))
    assert found == [("misfits", "broken"), ("fails", "down"), ("well", "")]


def test_when_nobody_can_there_is_no_draft(world: World, server: Loopback) -> None:
    caller = world.teacher
    link(caller, server, "misfits", "refuses")
    assert drafted(caller) is None


def test_a_draft_of_a_task_that_repeats_is_kept_by_its_shape(world: World, server: Loopback) -> None:
    caller, task = world.teacher, replace(TUTOR, repeatable=True)
    link(caller, server, "well")
    made = [drafted(caller, schema, task) for schema in (Item, Item, Strict)]
    assert made == [Item("Que vaut I ?", 12), Item("Que vaut I ?", 12), Strict(question="Que vaut I ?", page=12)]
    assert len(server.asked) == 2


@pytest.mark.parametrize("when", WhenCapped)
def test_a_draft_beyond_a_cap(world: World, server: Loopback, when: WhenCapped) -> None:
    caller, task = world.teacher, replace(TUTOR, when_capped=when)
    link(caller, server, "well")
    Allowance.objects.create(organisation=world.ampere, monthly_dollars="0.01")
    if when is WhenCapped.REFUSE:
        with pytest.raises(TooMany, match="this month"):
            drafted(caller, task=task)
    else:
        assert drafted(caller, task=task) is None
    assert server.asked == []
    assert list(Call.objects.values_list("outcome", flat=True)) == ["capped"]


def test_a_job_asks_in_the_name_of_the_organisation(world: World, server: Loopback) -> None:
    link(world.teacher, server, "well")
    assert drafted(Visitor(world.ampere.id)) == Item("Que vaut I ?", 12)
    assert Call.objects.get().person_id is None


@pytest.mark.wish("D5", "D7")
def test_vectors_come_from_the_one_model_that_makes_them(world: World, server: Loopback) -> None:
    caller, id = world.teacher, world.ampere.id
    assert (embed(id, ["ab"]), embedder_of(id), capabilities_of(id)) == (None, None, Capabilities())
    link(caller, server, "well", "", embedding_model="vectors")
    texts = ["a" * n for n in range(1, 101)]
    vectors = embed(id, texts)
    assert vectors is not None
    assert ([vector[0] for vector in vectors], len(server.asked)) == (list(range(1, 101)), 2)
    assert embedder_of(id) == Embedder("compatible:vectors")
    assert capabilities_of(id) == Capabilities(generates=True, embeds=True)
    assert {call.model for call in Call.objects.all()} == {"vectors"}


def test_vectors_that_fail_may_be_tried_again(world: World, server: Loopback) -> None:
    link(world.teacher, server, "well", embedding_model="busy")
    for _ in range(4):
        with pytest.raises(Unavailable):
            embed(world.ampere.id, ["ab"])
    assert len(server.asked) == 3
