"""One act, every door: the same notice written, published and read through each."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation.interface.live import may_hear, topics
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.interface import live
from lyceum.kernel.messaging.models import Notice, NoticeRead, State
from lyceum.kernel.messaging.tests.board import draft, of_group, published

JSON = "application/json"


def by_page(browser: Client, group: str, id: str) -> None:
    form = {"id": id, "title": "Sortie", "body": "Le **bus**", "groups": [f"group:{group}"], "then": "publish"}
    answer = browser.post("/ampere/notices/new/", form)
    assert (answer.status_code, answer["Location"]) == (302, f"/ampere/notices/{id}/")


def by_rest(browser: Client, group: str, id: str) -> None:
    body = {"id": id, "title": "Sortie", "body": "Le **bus**", "group_ids": [group]}
    assert browser.post("/ampere/api/v1/notices", body, JSON).status_code == 201
    answer = browser.put(f"/ampere/api/v1/notices/{id}/publication", {}, JSON)
    assert (answer.status_code, answer.json()["state"]) == (200, "published")


def by_graphql(browser: Client, group: str, id: str) -> None:
    write = f'{{ title: "Sortie", body: "Le **bus**", groupIds: ["{group}"], id: "{id}" }}'
    query = f'mutation {{ writeNotice(notice: {write}) {{ id }} publishNotice(id: "{id}") {{ state }} }}'
    answer = browser.post("/ampere/graphql", {"query": query}, JSON).json()
    assert answer == {"data": {"writeNotice": {"id": id}, "publishNotice": {"state": "published"}}}


@pytest.mark.wish("O4", "O6", "O9")
@pytest.mark.parametrize("door", [by_page, by_rest, by_graphql])
def test_a_notice_is_written_and_published_through_each_door(
    world: World, door: Callable[[Client, str, str], None]
) -> None:
    id = new_identifier()
    browser = world.browser(world.members[Role.TEACHER])
    door(browser, str(world.group.id), str(id))
    world.teacher  # noqa: B018  enters the scope of the organisation again
    notice = Notice.objects.get()
    assert (notice.id, notice.title, notice.body, notice.state) == (id, "Sortie", "Le **bus**", State.PUBLISHED)
    assert notice.audience == [f"group:{world.group.id}"]


@pytest.mark.parametrize("door", ["page", "rest", "graphql"])
def test_a_notice_is_read_through_each_door(world: World, door: str) -> None:
    notice = published(world.teacher, audience=of_group(world.group.id))
    browser = world.browser(world.members[Role.STUDENT])
    for _ in range(2):
        if door == "page":
            html = browser.get(f"/ampere/notices/{notice.id}/").content.decode()
            assert "Le <strong>bus</strong> part à 8 h." in html
            assert browser.post(f"/ampere/notices/{notice.id}/reading/").status_code == 204
        elif door == "rest":
            answer = browser.put(f"/ampere/api/v1/notices/{notice.id}/reading", {}, JSON)
            assert answer.json()["is_read"] is True
        else:
            query = {"query": f'mutation {{ markRead(id: "{notice.id}") {{ isRead html }} }}'}
            read = browser.post("/ampere/graphql", query, JSON).json()["data"]["markRead"]
            assert read == {"isRead": True, "html": "<p>Le <strong>bus</strong> part à 8 h.</p>\n"}
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert NoticeRead.objects.count() == 1


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/ampere/notices/{id}/"),
        ("post", "/ampere/notices/{id}/reading/"),
        ("get", "/ampere/api/v1/notices/{id}"),
        ("put", "/ampere/api/v1/notices/{id}/reading"),
    ],
)
def test_there_is_no_such_notice_for_whom_it_is_not(world: World, method: str, address: str) -> None:
    notice = published(world.teacher, "Secret", of_group(world.group.id))
    browser = world.browser(world.members[Role.ATHLETE])
    answer = browser.generic(method.upper(), address.format(id=notice.id), "{}", JSON)
    assert answer.status_code == 404
    assert b"Secret" not in answer.content


@pytest.mark.parametrize("address", ["/ampere/notices/", "/ampere/notices/?show=unread", "/ampere/api/v1/notices"])
def test_a_list_of_three_asks_no_more_than_a_list_of_one(world: World, address: str) -> None:
    browser, counts = world.browser(world.members[Role.STUDENT]), []
    for more in (1, 2):
        for n in range(more):
            published(world.teacher, f"Sortie {more}{n}", of_group(world.group.id))
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        assert answer.content.decode().count("Sortie") >= more
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_comes_alone_when_the_socket_asks_for_it(world: World) -> None:
    published(world.teacher, "Sortie")
    browser = world.browser(world.members[Role.STUDENT])
    part = browser.get("/ampere/notices/", headers={"HX-Request": "true", "HX-Target": "notices"}).content.decode()
    assert part.lstrip().startswith('<div id="notices"')
    assert "Sortie" in part


def test_the_editor_says_what_is_missing_and_keeps_what_was_written(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    answer = browser.post("/ampere/notices/new/", {"id": str(new_identifier()), "title": "Sortie", "body": ""})
    assert answer.status_code == 422
    assert 'value="Sortie"' in answer.content.decode()
    assert Notice.objects.count() == 0


def test_the_preview_draws_the_text_and_nothing_else(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    answer = browser.post("/ampere/notices/preview/", {"body": "**Gras** <script>x</script>"})
    assert answer.content.decode().strip() == "<p><strong>Gras</strong> &lt;script&gt;x&lt;/script&gt;</p>"


def test_a_draft_is_edited_published_and_withdrawn_by_page(world: World) -> None:
    notice = draft(world.teacher)
    browser = world.browser(world.members[Role.TEACHER])
    assert browser.get(f"/ampere/notices/{notice.id}/text/").status_code == 200
    browser.post(f"/ampere/notices/{notice.id}/text/", {"id": str(notice.id), "title": "Autre", "body": "Texte"})
    states = []
    for address in ("publication", "withdrawal"):
        assert browser.post(f"/ampere/notices/{notice.id}/{address}/").status_code == 302
        states.append(browser.get(f"/ampere/api/v1/notices/{notice.id}").json()["state"])
    assert states == ["published", "draft"]
    assert "Autre" in browser.get("/ampere/notices/?show=drafts").content.decode()


def test_only_members_hear_the_board(world: World) -> None:
    topic = f"organisation:{world.ampere.id}:notices"
    assert live.BOARD in topics
    heard = [may_hear(caller, topic) for caller in (world.student, world.stranger, world.visitor)]
    assert heard == [True, False, False]
