from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.group import change_group, delete_group, make_group
from lyceum.kernel.identity.announcements import MemberJoined, MemberSuspended
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.indexing import Entry, index_entry, remove_entry
from lyceum.kernel.search.models import SearchEntry
from lyceum.kernel.search.queries.finding import search


def put(caller: Caller, title: str, body: str = "", audience: Audience | None = None, kind: str = "notice") -> UUID:
    entry = Entry(kind, new_identifier(), title, f"/{title}/", body, audience or Audience())
    index_entry(caller.organisation_id, entry)
    return entry.object_id


def titles(caller: Caller, typed: str, *kinds: str) -> list[str]:
    return ["".join(segment.text for segment in hit.title) for hit in search(caller, typed, kinds).hits]


@pytest.mark.wish("M1", "M3")
@pytest.mark.parametrize("typed", ["ete", "Été", "séance", "seances d’été", "summ", "summers", "d'été"])
def test_finds_any_form_of_a_word_as_it_is_typed(world: World, typed: str) -> None:
    put(world.owner, "Les séances d’été", "The summer sessions")
    put(world.owner, "Calendrier", "Rien de tel")
    assert titles(world.owner, typed) == ["Les séances d’été"]


@pytest.mark.wish("M4")
def test_a_title_outranks_a_body_and_a_beginning_outranks_both(world: World) -> None:
    caller = world.owner
    put(caller, "Emploi du temps", "Le conseil de classe est déplacé")
    put(caller, "Prochain conseil")
    put(caller, "Conseil de classe")
    assert titles(caller, "conseil") == ["Conseil de classe", "Prochain conseil", "Emploi du temps"]


@pytest.mark.wish("M1", "M4")
def test_offers_what_is_close_when_nothing_equals(world: World) -> None:
    put(world.owner, "Étienne Dupont", kind="member")
    found = search(world.owner, "etiene dupnt")
    assert (found.suggestion, found.total) == ("Étienne Dupont", 1)
    assert search(world.owner, "etienne").suggestion == ""
    assert search(world.owner, "violoncelle").hits == ()


def test_nothing_typed_finds_nothing(world: World) -> None:
    put(world.owner, "Conseil")
    assert [search(world.owner, typed).hits for typed in ("", "  ", "!?", "' OR 1=1 --")] == [(), (), (), ()]


def test_counts_each_kind_whichever_is_shown(world: World) -> None:
    caller = world.owner
    put(caller, "Conseil un")
    put(caller, "Conseil deux")
    put(caller, "Conseil trois", kind="group")
    found = search(caller, "conseil", ["group"])
    assert [hit.kind for hit in found.hits] == ["group"]
    assert (dict(found.facets), found.total) == ({"notice": 2, "group": 1}, 3)


@pytest.mark.parametrize(
    ("role", "finds"),
    [(Role.STUDENT, ["student", "group"]), (Role.TEACHER, ["teacher", "permission"]), (Role.ATHLETE, [])],
)
def test_only_the_audience_finds(world: World, role: Role, finds: list[str]) -> None:
    owner = world.owner
    student = world.members[Role.STUDENT].person_id
    put(owner, "Secret of the student", audience=Audience(person_ids=frozenset({student})))
    put(owner, "Secret of the group", audience=Audience(group_ids=frozenset({world.group.id})))
    put(owner, "Secret of the teacher", audience=Audience(roles=frozenset({Role.TEACHER})))
    put(owner, "Secret of the permission", audience=Audience(permissions=frozenset({"identity.invite_members"})))
    caller = world.as_role(role)
    assert sorted(title.rsplit(maxsplit=1)[-1] for title in titles(caller, "secret")) == sorted(finds)
    assert sorted(title.rsplit(maxsplit=1)[-1] for title in titles(caller, "sercet")) == sorted(finds)


def test_another_organisation_finds_nothing(world: World) -> None:
    put(world.owner, "Conseil de classe")
    assert (titles(world.stranger, "conseil"), titles(world.stranger, "consiel")) == ([], [])


def test_an_entry_is_brought_up_to_date_and_removed(world: World) -> None:
    caller, object_id = world.owner, new_identifier()
    for title in ("Ancien titre", "Nouveau titre"):
        index_entry(caller.organisation_id, Entry("notice", object_id, title, "/n/"))
    assert (titles(caller, "ancien"), titles(caller, "nouveau")) == ([], ["Nouveau titre"])
    remove_entry(caller.organisation_id, "notice", object_id)
    assert titles(caller, "nouveau") == []


def test_as_many_queries_for_three_as_for_one(world: World) -> None:
    caller, counts = world.owner, []
    for more in (1, 2):
        for n in range(more):
            put(caller, f"Conseil {more} {n}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            search(caller, "conseil")
        counts.append(len(asked))
    assert counts == [1, 1]


def test_by_page_palette_rest_and_graphql(world: World) -> None:
    object_id = put(world.owner, "<b>Conseil</b> & classe", "Salle <i>12</i>")
    browser: Client = world.browser(world.members[Role.OWNER])
    for address in ("/ampere/search/?q=conseil", "/ampere/search/results/?q=conseil"):
        html = browser.get(address).content.decode()
        assert "&lt;b&gt;<mark>Conseil</mark>&lt;/b&gt; &amp; classe" in html
    hit = browser.get("/ampere/api/v1/search?q=conseil").json()["hits"][0]
    assert (hit["object_id"], [s["text"] for s in hit["title"] if s["marked"]]) == (str(object_id), ["Conseil"])
    query = {"query": '{ search(text: "conseil") { total hits { objectId } facets { kind count } } }'}
    answer = browser.post("/ampere/graphql", query, content_type="application/json").json()["data"]["search"]
    assert answer == {"total": 1, "hits": [{"objectId": str(object_id)}], "facets": [{"kind": "notice", "count": 1}]}


@pytest.mark.parametrize("address", ["/ampere/search/", "/ampere/search/results/?q=x", "/ampere/api/v1/search?q=x"])
def test_refuses_whoever_is_no_member(world: World, address: str) -> None:
    assert world.browser(world.foreigners[Role.OWNER]).get(address).status_code == 403


def test_the_index_is_made_afresh(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    put(world.owner, "What no room names any more", kind="ghost")
    scope.leave()
    call_command("reindex", "ampere")
    assert capsys.readouterr().out == f"ampere: {len(world.members) + 1} entries, 0 public\n"
    with scope.entered(world.ampere.id):
        kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert kinds == {"member", "group"}
    assert titles(world.owner, "teacher lycee") == ["Teacher Lycée Ampère"]
    assert (titles(world.student, "teacher"), titles(world.student, "student")) == ([], ["Student Lycée Ampère"])
    assert titles(world.student, "6e") == ["6e B"]


def test_whoever_joins_is_found_and_whoever_leaves_is_not(world: World, run_jobs: Callable[[], int]) -> None:
    member, owner = world.members[Role.COACH], world.owner
    seen = []
    for fact in (MemberJoined(member.id, member.person_id, []), MemberSuspended(member.id, member.person_id)):
        if isinstance(fact, MemberSuspended):
            Membership.objects.filter(id=member.id).update(suspended_at=timezone.now())
        with transaction.atomic():
            announce(owner, fact)
        run_jobs()
        seen.append(titles(owner, "coach"))
    assert seen == [["Coach Lycée Ampère"], []]


def test_a_group_is_found_under_its_name_of_today(world: World, run_jobs: Callable[[], int]) -> None:
    owner, seen = world.owner, []
    group = make_group(owner, "Chorale du midi")
    run_jobs()
    change_group(owner, group.id, "Orchestre", "")
    run_jobs()
    seen.append((titles(owner, "chorale"), titles(owner, "orchestre")))
    delete_group(owner, group.id)
    run_jobs()
    seen.append((titles(owner, "chorale"), titles(owner, "orchestre")))
    assert seen == [([], ["Orchestre"]), ([], [])]
