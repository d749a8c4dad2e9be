import json
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.domains.learning.models import Item, Path, Review
from lyceum.domains.learning.tests.school import CAPITAL, first_step, open_path
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

API = "/ampere/api/v1"


def sent(browser: Client, method: str, path: str, body: Any = None) -> Any:
    return browser.generic(method, API + path, json.dumps(body or {}), content_type="application/json")


@pytest.mark.wish("E11", "E13")
def test_a_path_is_posted_and_its_id_status_and_students_come_back(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    body = {
        "id": str(new_identifier()),
        "name": "Mécanique",
        "objectives": "Les trois lois",
        "group_ids": [str(world.group.id)],
        "steps": [{"title": "Forces"}, {"title": "Énergie"}],
    }
    answers = [sent(browser, "POST", "/learning-paths", body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    told = answers[1].json()
    assert (told["id"], told["status"]) == (body["id"], "draft")
    assert told["students"] == [str(world.members[Role.STUDENT].person_id)]
    assert [step["title"] for step in told["steps"]] == ["Forces", "Énergie"]
    opened = sent(browser, "PUT", f"/learning-paths/{body['id']}/activation").json()
    assert opened["status"] == "active"
    assert Path.objects.within(world.teacher).count() == 1


def test_what_is_wrong_is_said_by_field(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    answer = sent(browser, "POST", "/learning-paths", {"name": " "})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["name"])
    assert sent(world.browser(world.members[Role.STUDENT]), "POST", "/learning-paths", {"name": "x"}).status_code == 403


@pytest.mark.wish("E15", "E16", "E19")
def test_a_student_revises_over_the_api(world: World) -> None:
    path = open_path(world)
    browser = world.browser(world.members[Role.STUDENT])
    begun = sent(browser, "POST", "/revisions", {"path_id": str(path.id)}).json()
    assert [asked["content"]["prompt"] for asked in begun["asked"]] == [CAPITAL.prompt, "Lequel est pair ?"]
    one = {"id": str(new_identifier()), "item_id": begun["asked"][0]["item_id"], "given": "ROME", "seconds": 4}
    two = {"id": str(new_identifier()), "item_id": begun["asked"][1]["item_id"], "given": ["3"], "seconds": 6}
    at = f"/revisions/{begun['revision']['id']}"
    for _ in range(2):
        verdicts = sent(browser, "POST", f"{at}/answers", {"answers": [one, two]}).json()
    assert [verdict["is_right"] for verdict in verdicts] == [True, False]
    assert [verdict["due_on"] > f"{timezone.localdate()}" for verdict in verdicts] == [True, False]
    result = sent(browser, "PUT", f"{at}/end").json()
    assert (result["answered"], result["right"], result["score"], result["seconds"]) == (2, 1, 50, 10)
    assert browser.get(f"{API}/learning-paths/{path.id}/progress").json()["share"] == 0.5
    assert Review.objects.within(world.student).count() == 2


def test_the_questions_of_a_path_are_its_teachers(world: World) -> None:
    path = open_path(world)
    teacher = world.browser(world.members[Role.TEACHER])
    step = f"/learning-steps/{first_step(path).id}/items"
    made = sent(teacher, "POST", step, {"content": {"kind": "short", "prompt": "Et ?", "answers": ["Oui"]}})
    assert (made.status_code, made.json()["state"]) == (201, "accepted")
    assert sent(teacher, "POST", step, {"content": {"kind": "song"}}).status_code == 422
    listed = teacher.get(f"{API}/learning-paths/{path.id}/items").json()
    assert [item["content"]["prompt"] for item in listed] == [CAPITAL.prompt, "Lequel est pair ?", "Et ?"]
    assert world.browser(world.members[Role.STUDENT]).get(f"{API}/learning-paths/{path.id}/items").status_code == 403


def test_graphql_makes_and_shows_the_same(world: World) -> None:
    teacher = world.browser(world.members[Role.TEACHER])

    def asked(query: str) -> Any:
        return teacher.post("/ampere/graphql", json.dumps({"query": query}), content_type="application/json").json()

    path = f'{{name: "Optique", groupIds: ["{world.group.id}"], steps: [{{title: "Lentilles"}}]}}'
    made = asked(f"mutation {{ makeLearningPath(path: {path}) {{ id status steps {{ title }} }} }}")["data"][
        "makeLearningPath"
    ]
    assert (made["status"], made["steps"]) == ("draft", [{"title": "Lentilles"}])
    assert asked("{ learningPaths { id name } }")["data"]["learningPaths"] == [{"id": made["id"], "name": "Optique"}]


def graph(browser: Client, query: str, **variables: Any) -> Any:
    body = json.dumps({"query": query, "variables": variables})
    return browser.post("/ampere/graphql", body, content_type="application/json").json()


def test_graphql_sets_exams_and_what_the_tutor_may_do(world: World) -> None:
    path, day = open_path(world), timezone.localdate() + timedelta(days=30)
    teacher = world.browser(world.members[Role.TEACHER])
    query = "mutation ($path: UUID!, $exam: ExamInput!) { setLearningExam(pathId: $path, exam: $exam) { id heldOn } }"
    exam = {"title": "Bac blanc", "heldOn": f"{day}"}
    made = graph(teacher, query, path=f"{path.id}", exam=exam)["data"]["setLearningExam"]
    assert made["heldOn"] == f"{day}"
    graph(teacher, query, path=f"{path.id}", exam=exam | {"id": made["id"], "title": "Bac"})
    listed = f'{{ learningExams(pathId: "{path.id}") {{ id title }} }}'
    assert graph(teacher, listed)["data"]["learningExams"] == [{"id": made["id"], "title": "Bac"}]
    gone = f'mutation {{ removeLearningExam(pathId: "{path.id}", examId: "{made["id"]}") }}'
    assert graph(teacher, gone) == {"data": {"removeLearningExam": True}}
    assert graph(teacher, listed)["data"]["learningExams"] == []
    said = "policy: {allowed: [DEFINITION, HINT], hintsBeforeMore: 3}"
    policy = f'mutation {{ setTutorPolicy(pathId: "{path.id}", {said}) {{ allowed hintsBeforeMore subjects }} }}'
    kept = {"allowed": ["HINT", "DEFINITION"], "hintsBeforeMore": 3, "subjects": ["Géographie"]}
    assert graph(teacher, policy) == {"data": {"setTutorPolicy": kept}}
    read = f'{{ tutorPolicy(pathId: "{path.id}") {{ allowed hintsBeforeMore subjects }} }}'
    assert graph(teacher, read) == {"data": {"tutorPolicy": kept}}
    refused = graph(world.browser(world.members[Role.STUDENT]), read)["errors"][0]["extensions"]["code"]
    assert refused == "not_allowed"


def test_graphql_withdraws_questions_and_puts_them_back(world: World) -> None:
    path = open_path(world)
    teacher, item = world.browser(world.members[Role.TEACHER]), Item.objects.earliest("position")
    about = f'(pathId: "{path.id}", itemIds: ["{item.id}"])'
    states = []
    for act in ("withdraw", "putBack", "reject", "putBack", "accept"):
        field = f"{act}LearningItems"
        assert graph(teacher, f"mutation {{ {field}{about} }}") == {"data": {field: 1}}
        world.teacher  # noqa: B018  enters the scope of the organisation again
        states.append(Item.objects.get(id=item.id).state)
    assert states == ["rejected", "draft", "rejected", "draft", "accepted"]


def test_graphql_takes_questions_in_and_gives_them_out(world: World) -> None:
    path = open_path(world)
    teacher, step = world.browser(world.members[Role.TEACHER]), first_step(path).id
    file = {"name": "a.gift", "content": b64encode(b"Et ? {=Oui}").decode()}
    known = {"path": f"{path.id}", "step": f"{step}", "file": file}
    shape = "(pathId: $path, stepId: $step, file: $file) { kept count prompts dropped { reason } }"
    head = "($path: UUID!, $step: UUID!, $file: FileInput!)"
    seen = graph(teacher, f"query {head} {{ previewImport{shape} }}", **known)["data"]["previewImport"]
    assert seen == {"kept": 1, "count": 0, "prompts": ["Et ?"], "dropped": []}
    came = graph(teacher, f"mutation {head} {{ importQuestions{shape} }}", **known)["data"]["importQuestions"]
    assert came == seen | {"count": 1}
    bad = graph(teacher, f"query {head} {{ previewImport{shape} }}", **known | {"file": file | {"content": "é"}})
    assert bad["errors"][0]["extensions"]["code"] == "invalid"
    out = f'mutation {{ exportQuestions(pathId: "{path.id}", format: "gift") {{ name contentType content }} }}'
    given = graph(teacher, out)["data"]["exportQuestions"]
    assert (given["name"], given["contentType"]) == ("geographie.gift.txt", "text/plain; charset=utf-8")
    assert CAPITAL.prompt in b64decode(given["content"]).decode()
    for field in (f'exportResults(pathId: "{path.id}", format: "csv")', f'exportStatements(pathId: "{path.id}")'):
        assert "errors" not in graph(teacher, f"mutation {{ {field} {{ name content }} }}")


def test_graphql_enrols_a_roster(world: World) -> None:
    owner = world.browser(world.members[Role.OWNER])
    content = b64encode(b"name;email;class\nZoe;zoe@example.org;6e Z\n").decode()
    file = {"name": "people.csv", "content": content}
    shape = "(file: $file) { classes people { email fate } invited placed }"
    plan = graph(owner, f"query ($file: FileInput!) {{ previewRoster{shape} }}", file=file)["data"]["previewRoster"]
    told = {"classes": ["6e Z"], "people": [{"email": "zoe@example.org", "fate": "invited"}]}
    assert plan == told | {"invited": 0, "placed": 0}
    done = graph(owner, f"mutation ($file: FileInput!) {{ enrolRoster{shape} }}", file=file)["data"]["enrolRoster"]
    assert done == told | {"invited": 1, "placed": 0}
