"""The tutor's doors: REST, GraphQL, the page, its stream; passed on to the teacher, who replies; how one learns."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.learning.actions.learner import Profile, change_learner, forget_learner
from lyceum.domains.learning.actions.replying import pass_on, reply
from lyceum.domains.learning.models import Exchange, Learner, Path
from lyceum.domains.learning.queries.exchanges import own_exchanges, questions_on
from lyceum.domains.learning.tests.school import open_path
from lyceum.domains.learning.tests.tutoring import REFRACTION, Jobs, asked, tutored_path
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Notification

API, AT = "/ampere/api/v1", "/ampere/learning/"
ASKS, FOREIGN = "Qu'est-ce que la réfraction ?", "Qui a gagné la bataille de Marignan ?"


def browser_of(world: World, role: Role = Role.STUDENT) -> Client:
    return world.browser(world.members[role])


def sent(browser: Client, method: str, path: str, body: Any = None, **more: Any) -> Any:
    return browser.generic(method, API + path, json.dumps(body or {}), content_type="application/json", **more)


@pytest.mark.wish("D13", "E17")
def test_a_question_over_the_api_is_answered_once_with_its_citations(world: World, run_jobs: Jobs) -> None:
    path, browser = tutored_path(world, run_jobs), browser_of(world)
    body = {"id": str(new_identifier()), "path_id": str(path.id), "question": ASKS}
    first, again = (sent(browser, "POST", "/tutor/questions", body) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    told = first.json()
    assert (told["id"], told["outcome"], told["complexity"]) == (body["id"], "quoted", 1)
    cited = next(one for one in told["citations"] if one["text"] == REFRACTION)
    page = browser.get(cited["url"]).content.decode()
    assert "<mark" in page
    assert Exchange.objects.within(world.student).count() == 1
    keyed = sent(browser, "POST", "/tutor/questions", body, HTTP_IDEMPOTENCY_KEY="k")
    assert keyed.status_code == 422


def test_the_stream_gives_pieces_and_then_what_was_kept(world: World, run_jobs: Jobs) -> None:
    path, browser = tutored_path(world, run_jobs), browser_of(world)
    accepts = {"Accept": "application/x-ndjson"}
    answer: Any = browser.post(f"{AT}{path.id}/tutor/", {"question": ASKS}, headers=accepts)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-ndjson")
    pieces = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert [sorted(piece) for piece in pieces] == [["text"], ["text"], ["html", "id"]]
    kept = Exchange.objects.within(world.student).get()
    assert (pieces[-1]["id"], f'id="q-{kept.id}"' in pieces[-1]["html"]) == (str(kept.id), True)
    assert "/ampere/documents/" in pieces[-1]["html"]
    refused = browser.post(f"{AT}{path.id}/tutor/", {"question": " "}, headers=accepts)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


def test_without_javascript_a_form_asks_and_the_next_page_shows_it(world: World, run_jobs: Jobs) -> None:
    path, browser = tutored_path(world, run_jobs), browser_of(world)
    form = {"id": str(new_identifier()), "question": ASKS}
    answer = browser.post(f"{AT}{path.id}/tutor/", form)
    assert answer["Location"] == f"{AT}{path.id}/tutor/#q-{form['id']}"
    assert f'id="q-{form["id"]}"' in browser.get(f"{AT}{path.id}/tutor/").content.decode()
    passed = browser.post(f"{AT}{path.id}/tutor/{form['id']}/passing-on/")
    assert passed["Location"] == answer["Location"]
    assert Exchange.objects.within(world.student).get().passed_on_at is not None


def test_graphql_asks_passes_on_and_replies(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)

    def said(role: Role, query: str) -> Any:
        answer = browser_of(world, role).post("/ampere/graphql", {"query": query}, content_type="application/json")
        return answer.json()["data"]

    question = f'{{pathId: "{path.id}", question: "{FOREIGN}"}}'
    fields = "{ id outcome isPassedOn reply citations { page } }"
    told = said(Role.STUDENT, f"mutation {{ askTutor(question: {question}) {fields} }}")["askTutor"]
    assert (told["outcome"], told["citations"]) == ("uncovered", [])
    on = said(Role.STUDENT, f'mutation {{ passQuestionOn(id: "{told["id"]}") {fields} }}')["passQuestionOn"]
    assert on["isPassedOn"] is True
    said(Role.TEACHER, f'mutation {{ replyToQuestion(id: "{told["id"]}", replyText: "François Ier.") {fields} }}')
    mine = said(Role.STUDENT, f'{{ tutorQuestions(pathId: "{path.id}") {fields} }}')["tutorQuestions"]
    assert [one["reply"] for one in mine] == ["François Ier."]


@pytest.mark.wish("E18")
def test_a_question_passed_on_is_told_replied_to_and_read(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    exchange = asked(world.student, path, FOREIGN)
    for _ in range(2):
        pass_on(world.student, exchange.id)
    run_jobs()
    teacher = world.members[Role.TEACHER].person_id
    told = Notification.objects.within(world.teacher).filter(kind="learning.question_asked")
    assert list(told.values_list("person_id", flat=True)) == [teacher]
    browser = browser_of(world, Role.TEACHER)
    page = browser.get(f"{AT}{path.id}/questions/").content.decode()
    assert "Marignan" in page
    sent_reply = browser.post(f"{AT}{path.id}/questions/{exchange.id}/reply/", {"reply": "François Ier."})
    assert sent_reply["Location"] == f"{AT}{path.id}/questions/"
    run_jobs()
    assert Notification.objects.within(world.student).filter(kind="learning.question_replied").count() == 1
    assert "François Ier." in browser_of(world).get(f"{AT}{path.id}/").content.decode()


def test_only_those_whom_it_concerns_pass_on_and_reply(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    exchange = asked(world.student, path, FOREIGN)
    with pytest.raises(NotFound):
        pass_on(world.teacher, exchange.id)
    with pytest.raises(NotAllowed):
        reply(world.student, exchange.id, "Moi")
    for text in ("", "x" * 4001):
        with pytest.raises(Invalid):
            reply(world.teacher, exchange.id, text)
    reply(world.teacher, exchange.id, "François Ier.")
    with pytest.raises(Conflict):
        reply(world.owner, exchange.id, "Un autre")
    assert reply(world.teacher, exchange.id, "François Ier, en 1515.").reply == "François Ier, en 1515."


def test_a_teacher_reads_by_student_by_step_and_what_is_missing(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    for question in (ASKS, FOREIGN, "La bataille de Marignan, c'était quand ?", "Et le volcan du Vésuve ?"):
        asked(world.student, path, question)
    found = questions_on(world.teacher, path.id)
    assert [(one.count, one.waiting) for one in found.students] == [(4, 0)]
    assert [(gap.word, len(gap.questions)) for gap in found.gaps] == [("marignan", 2), ("volcan", 1)]
    assert questions_on(world.teacher, path.id, student_id=new_identifier()).told == []
    with pytest.raises(NotAllowed):
        questions_on(world.student, path.id)


def statements(world: World, path: Path) -> list[int]:
    counts = []
    for act in (lambda: questions_on(world.teacher, path.id), lambda: own_exchanges(world.student, path)):
        with CaptureQueriesContext(connection) as told:
            act()
        counts.append(len(told))
    return counts


def test_three_questions_cost_as_many_statements_as_one(world: World, run_jobs: Jobs) -> None:
    path = tutored_path(world, run_jobs)
    asked(world.student, path, ASKS)
    once = statements(world, path)
    asked(world.student, path, FOREIGN)
    asked(world.student, path, ASKS)
    assert statements(world, path) == once


@pytest.mark.wish("B8")
def test_a_student_says_how_they_learn_and_has_it_forgotten(world: World) -> None:
    open_path(world)
    browser = browser_of(world)
    form = {"daily_minutes": 30, "new_per_day": 5, "goals": "Le bac", "needs": "Du calme"}
    assert browser.post(f"{AT}profile/", form)["Location"] == f"{AT}profile/"
    assert browser.post(f"{AT}profile/", form | {"daily_minutes": 1}).status_code == 422
    learner = Learner.objects.within(world.student).get()
    assert (learner.daily_minutes, learner.new_per_day, learner.goals) == (30, 5, "Le bac")
    Learner.objects.within(world.student).update(parameters=[0.5] * 21)
    assert browser.post(f"{AT}profile/forgetting/").status_code == 302
    learner = Learner.objects.within(world.student).get()
    assert (learner.daily_minutes, learner.goals, learner.needs, learner.parameters) == (20, "", "", [])


def test_only_students_have_such_a_profile_and_its_bounds_hold(world: World) -> None:
    for act in (lambda: change_learner(world.teacher, Profile(20, 10)), lambda: forget_learner(world.teacher)):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(Invalid) as refused:
        change_learner(world.student, Profile(0, 999, "x" * 1001))
    assert set(refused.value.fields) == {"daily_minutes", "new_per_day", "goals"}
    assert Learner.objects.within(world.student).count() == 0
