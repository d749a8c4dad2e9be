"""One act, every door: the same provider chosen, tried and counted through each."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.ai.models import Allowance, Call, Link
from lyceum.kernel.ai.ports import Capabilities
from lyceum.kernel.ai.queries.chain import capabilities_of
from lyceum.kernel.ai.rules.event import Done, Outcome
from lyceum.kernel.ai.tests.chains import WHOLE, asked, link
from lyceum.kernel.ai.tests.loopback import Loopback
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

JSON = "application/json"
AI = "/ampere/ai/"
REST = "/ampere/api/v1/ai/"


@pytest.fixture
def owner(world: World) -> Client:
    return world.browser(world.members[Role.OWNER])


def graph(browser: Client, query: str) -> dict[str, object]:
    answer: dict[str, object] = browser.post("/ampere/graphql", {"query": query}, JSON).json()
    return answer


def by_page(browser: Client, address: str, id: str) -> None:
    form = {"id": id, "vendor": "compatible", "model": "well", "address": address, "key": "sk-own"}
    assert browser.post(f"{AI}links/new/", form).status_code == 302
    shown = browser.post(f"{AI}links/{id}/trial/", headers={"HX-Request": "true"}).content.decode()
    assert (WHOLE in shown, "Works" in shown) == (True, True)
    assert browser.post(f"{AI}allowance/", {"monthly_dollars": "5", "daily_questions": ""}).status_code == 302


def by_rest(browser: Client, address: str, id: str) -> None:
    body = {"id": id, "vendor": "compatible", "model": "well", "address": address, "key": "sk-own"}
    made = browser.post(f"{REST}links", body, JSON)
    assert (made.status_code, made.json()["has_key"], "sk-own" in made.content.decode()) == (201, True, False)
    tried = browser.post(f"{REST}links/{id}/trial", {}, JSON).json()
    assert (tried["works"], tried["text"], tried["fault"]) == (True, WHOLE, "")
    kept = browser.put(f"{REST}allowance", {"monthly_dollars": 5}, JSON).json()
    assert (kept["monthly_dollars"], kept["daily_questions"]) == (5, None)


def by_graphql(browser: Client, address: str, id: str) -> None:
    link = f'{{ vendor: "compatible", model: "well", address: "{address}", key: "sk-own" }}'
    made = graph(browser, f'mutation {{ addAiLink(id: "{id}", link: {link}) {{ id hasKey position }} }}')
    assert made == {"data": {"addAiLink": {"id": id, "hasKey": True, "position": 0}}}
    tried = graph(browser, f'mutation {{ tryAiLink(id: "{id}") {{ works text }} }}')
    assert tried == {"data": {"tryAiLink": {"works": True, "text": WHOLE}}}
    kept = graph(browser, "mutation { setAiLimits(limits: { monthlyDollars: 5 }) { monthlyDollars } }")
    assert kept == {"data": {"setAiLimits": {"monthlyDollars": 5}}}


@pytest.mark.wish("D5", "O4")
@pytest.mark.parametrize("door", [by_page, by_rest, by_graphql])
def test_a_provider_is_chosen_tried_and_limited_through_each_door(
    world: World, owner: Client, server: Loopback, door: Callable[[Client, str, str], None]
) -> None:
    id = str(new_identifier())
    door(owner, f"{server.address}/v1", id)
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert Link.objects.values_list("vendor", "model", "position").get() == ("compatible", "well", 0)
    assert (str(Link.objects.get().id), Link.objects.get().key) == (id, "sk-own")
    assert Call.objects.values_list("task", "outcome").get() == ("ai.try", "answered")
    assert Allowance.objects.values_list("monthly_dollars", "daily_questions").get() == (5, None)


@pytest.mark.parametrize(
    ("mood", "fault", "said"),
    [("refuses", "refused", "refuses the key"), ("fails", "down", "cannot be reached"), ("unknown", "unfit", "name")],
)
def test_a_trial_says_what_is_wrong_and_never_the_key(
    world: World, owner: Client, server: Loopback, mood: str, fault: str, said: str
) -> None:
    (held,) = link(world.owner, server, mood)
    for _ in range(2):
        tried = owner.post(f"{REST}links/{held.id}/trial", {}, JSON)
        assert (tried.json()["works"], tried.json()["fault"]) == (False, fault)
    shown = owner.post(f"{AI}links/{held.id}/trial/").content.decode()
    assert (said in shown, "sk-own" in shown + tried.content.decode()) == (True, False)
    assert len(server.asked) == 3


def test_a_maker_of_vectors_is_tried_as_well(world: World, owner: Client, server: Loopback) -> None:
    (held,) = link(world.owner, server, "", embedding_model="vectors")
    assert owner.post(f"{REST}links/{held.id}/trial", {}, JSON).json()["text"] == "Vectors of 3 numbers."


@pytest.mark.parametrize("model", ["gpt-4o", ""])
def test_a_provider_without_its_key_is_not_counted_on(
    world: World, owner: Client, server: Loopback, model: str
) -> None:
    known = {"vendor": "openai", "address": "", "key": "", "embedding_model": "" if model else "vectors"}
    (held,) = link(world.owner, server, model, **known)
    assert capabilities_of(world.ampere.id) == Capabilities()
    assert asked(world.student) == [Done(Outcome.NO_MODEL)]
    shown = owner.post(f"{AI}links/{held.id}/trial/", headers={"HX-Request": "true"}).content.decode()
    assert "Key or address missing" in shown
    assert server.asked == []


def test_a_trial_takes_no_idempotency_key(world: World, owner: Client, server: Loopback) -> None:
    (held,) = link(world.owner, server, "well")
    headers = {"Idempotency-Key": "once"}
    assert owner.post(f"{REST}links/{held.id}/trial", {}, JSON, headers=headers).status_code == 422
    assert server.asked == []


def test_the_pages_are_for_governors(world: World, owner: Client, server: Loopback) -> None:
    (held,) = link(world.owner, server, "well")
    pages = [AI, f"{AI}usage/", f"{AI}allowance/", f"{AI}links/new/", f"{AI}links/{held.id}/"]
    teacher = world.browser(world.members[Role.TEACHER])
    assert [owner.get(page).status_code for page in pages] == [200] * 5
    assert [teacher.get(page).status_code for page in pages] == [403] * 5
    assert "sk-own" not in "".join(owner.get(page).content.decode() for page in pages)


def test_a_link_is_changed_moved_and_removed_by_page(world: World, owner: Client, server: Loopback) -> None:
    one, two = link(world.owner, server, "one", "two")
    form = {"id": str(one.id), "vendor": "compatible", "model": "new", "address": one.address, "key": ""}
    assert owner.post(f"{AI}links/{one.id}/", form).status_code == 302
    assert owner.post(f"{AI}links/{two.id}/position/", {"position": "0"}).status_code == 302
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert list(Link.objects.order_by("position").values_list("model", flat=True)) == ["two", "new"]
    assert Link.objects.get(id=one.id).key == "sk-own"
    assert owner.post(f"{AI}links/{two.id}/removal/").status_code == 302
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert list(Link.objects.values_list("model", "position")) == [("new", 0)]


def test_the_editor_says_what_is_wrong_and_keeps_what_was_written(world: World, owner: Client) -> None:
    form = {"id": str(new_identifier()), "vendor": "ollama", "model": "llama3.2", "address": "localhost"}
    answer = owner.post(f"{AI}links/new/", form)
    assert (answer.status_code, 'value="llama3.2"' in answer.content.decode()) == (422, True)
    assert "https://" in answer.content.decode()
    assert Link.objects.count() == 0


@pytest.mark.parametrize("sum_of_money", ['"NaN"', '"Infinity"', '"-1"', "1e30"])
def test_a_sum_that_is_none_is_refused(world: World, owner: Client, sum_of_money: str) -> None:
    told = graph(owner, f"mutation {{ setAiLimits(limits: {{ monthlyDollars: {sum_of_money} }}) {{ spent }} }}")
    assert told["errors"][0]["extensions"]["code"] == "invalid"  # type: ignore[index]
    assert Allowance.objects.count() == 0


def test_usage_is_the_same_through_every_door(world: World, owner: Client, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "fails", "well")
    asked(caller)
    asked(world.teacher)
    shown = owner.get(f"{REST}usage").json()
    assert (shown["questions"], shown["tokens_in"], shown["tokens_out"], shown["cost"]) == (2, 84, 14, 0.00224)
    people = {world.members[role].person.name for role in (Role.STUDENT, Role.TEACHER)}
    assert {(share["name"], share["questions"]) for share in shown["by_person"]} == {(name, 1) for name in people}
    assert [(s["name"], s["questions"]) for s in shown["by_model"]] == [("compatible well", 2), ("compatible fails", 2)]
    assert [(f["fault"], f["name"]) for f in shown["failures"]] == [("down", "compatible fails")] * 2
    assert sum(cost for _, cost in shown["by_day"]) == 0.00224
    told = graph(owner, "{ aiUsage { questions cost byTask { name questions } byDay { cost } } aiLinks { model } }")
    usage = told["data"]["aiUsage"]  # type: ignore[index]
    assert (usage["questions"], usage["cost"], len(usage["byTask"])) == (2, 0.00224, 1)
    assert told["data"]["aiLinks"] == [{"model": "fails"}, {"model": "well"}]  # type: ignore[index]
    page = owner.get(f"{AI}usage/").content.decode()
    assert ("compatible well" in page, world.members[Role.STUDENT].person.name in page) == (True, True)


def test_another_month_is_another_sum(world: World, owner: Client, server: Loopback) -> None:
    caller = world.student
    link(caller, server, "well")
    asked(caller)
    before = (timezone.now().replace(day=1) - timedelta(days=3)).date()
    assert owner.get(f"{REST}usage?month={before}").json()["questions"] == 0
    assert "Nothing was asked" in owner.get(f"{AI}usage/?month={before:%Y-%m}").content.decode()
    assert owner.get(f"{AI}usage/?month=never").status_code == 200


@pytest.mark.parametrize("address", [AI, f"{AI}usage/", f"{REST}links", f"{REST}usage"])
def test_three_rows_ask_no_more_than_one(world: World, owner: Client, server: Loopback, address: str) -> None:
    counts = []
    for role, model in ((Role.STUDENT, "well"), (Role.TEACHER, "well"), (Role.COACH, "well")):
        caller = world.as_role(role)
        Link.objects.all().delete()
        link(caller, server, *[model] * (1 + len(counts)))
        asked(caller)
        owner.get(address)
        with CaptureQueriesContext(connection) as queries:
            owner.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def languages_by_page(browser: Client, address: str, id: str) -> None:
    form = {"id": id, "vendor": "compatible", "embedding_model": "v", "address": address, "key": "k"}
    assert browser.post(f"{AI}links/new/", form | {"embedding_languages": ["tlh"]}).status_code == 422
    assert browser.post(f"{AI}links/new/", form | {"embedding_languages": ["en"]}).status_code == 302
    assert 'value="en" id="id_embedding_languages_0" checked' in " ".join(
        browser.get(f"{AI}links/{id}/").content.decode().replace(' class="checkbox"', "").split()
    )


def languages_by_rest(browser: Client, address: str, id: str) -> None:
    body = {
        "id": id,
        "vendor": "compatible",
        "embedding_model": "v",
        "address": address,
        "embedding_languages": ["tlh"],
    }
    refused = browser.post(f"{REST}links", body | {"embedding_languages": ["tlh"]}, JSON)
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["embedding_languages"])
    made = browser.post(f"{REST}links", body | {"embedding_languages": ["en", "en"]}, JSON)
    assert (made.status_code, made.json()["embedding_languages"]) == (201, ["en"])


@pytest.mark.parametrize("door", [languages_by_page, languages_by_rest])
def test_an_administrator_says_in_which_languages_vectors_are_good(
    world: World, owner: Client, server: Loopback, door: Callable[[Client, str, str], None]
) -> None:
    door(owner, f"{server.address}/v1", str(new_identifier()))
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert Link.objects.get().embedding_languages == ["en"]
