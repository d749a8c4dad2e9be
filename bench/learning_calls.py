"""The ten pages and calls of learning that are used most, asked by a hundred people at once."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import bare, pages, processor
from bench.crowd import CLASSES, SLUG, STAFF
from bench.learning_school import School
from lyceum.domains.learning.models import Item, Path, Revision
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Person

TURNS = 12  # different requests of each person, where each writes; sent again they are repeats, and harmless
API = f"/{SLUG}/api/v1"
Body = Callable[["Asker"], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asker:
    """``path``: the one they study or teach; ``revision``: their open sitting."""

    cookie: str
    path: UUID
    revision: UUID | None
    items: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    path: str
    body: Body | None = None
    method: str = "GET"
    staff: bool = False

    @property
    def is_rest(self) -> bool:
        return self.path.startswith(API)


def _answer(asker: Asker) -> dict[str, Any]:
    item = asker.items[new_identifier().int % len(asker.items)]
    return {"answers": [{"id": f"{new_identifier()}", "item_id": f"{item}", "given": "force", "seconds": 7}]}


def _question(asker: Asker) -> dict[str, Any]:
    return {"id": f"{new_identifier()}", "path_id": f"{asker.path}", "question": "De quoi dépend la tension au cours ?"}


CALLS = (
    Call("the shelf", f"/{SLUG}/learning/"),
    Call("a path, as its student", f"/{SLUG}/learning/{{path}}/"),
    Call(
        "REST: begin a revision",
        f"{API}/revisions",
        lambda asker: {"id": f"{new_identifier()}", "path_id": f"{asker.path}"},
        "POST",
    ),
    Call("REST: answer one item", f"{API}/revisions/{{revision}}/answers", _answer, "POST"),
    Call("REST: end it", f"{API}/revisions/{{revision}}/end", lambda asker: {}, "PUT"),
    Call("REST: progress", f"{API}/learning-paths/{{path}}/progress"),
    Call("REST: ask the tutor, no model", f"{API}/tutor/questions", _question, "POST"),
    Call("the editor", f"/{SLUG}/learning/{{path}}/editor/", staff=True),
    Call("a draft to review", f"/{SLUG}/learning/{{path}}/review/", staff=True),
    Call("the class", f"/{SLUG}/learning/{{path}}/class/", staff=True),
)


def measured(school: School) -> list[pages.Row]:
    people = {staff: _askers(school, staff) for staff in (False, True)}
    return [_measure(call, people[call.staff]) for call in CALLS]


def _askers(school: School, staff: bool) -> list[Asker]:
    """A hundred, one of each class."""
    first = 1 if staff else STAFF
    found = []
    for cookie, number in zip(pages.sessions(staff), range(first, first + pages.PEOPLE_AT_ONCE), strict=True):
        with scope.entered(school.organisation.id):
            path = Path.objects.get(id=school.paths[(number - 1) % CLASSES])
            items = list(Item.objects.accepted().filter(step__path=path).values_list("id", flat=True))
            revision = None if staff else _begun(path, f"person{number}@bench.example")
        found.append(Asker(cookie, path.id, revision, items))
    return found


def _begun(path: Path, email: str) -> UUID:
    person = Person.objects.get(email=email)
    made: Revision = Revision.objects.create(organisation_id=path.organisation_id, person=person, path=path, planned=40)
    return made.id


def _measure(call: Call, askers: Sequence[Asker]) -> pages.Row:
    statements = _statements(call, askers[0])
    before = processor.seconds_of_web()
    crowd = pages.asked(_requests(call, askers), think=0.0)
    cpu = 1000 * (processor.seconds_of_web() - before) / max(1, crowd["answered_in_all"])
    eased = pages.asked(_requests(call, askers), think=pages.THINKING)
    reads = tuple(one for one in statements if one.startswith("SELECT"))
    asked_bare = bare.sets_per_second(pages.dsn(), reads, pages.seconds())
    pages.say(f"{call.name}: {len(statements)} statements, {cpu:.1f} ms, {crowd}")
    return pages.Row(call.name, len(statements), statements, crowd, eased, asked_bare, cpu)


def _requests(call: Call, askers: Sequence[Asker]) -> list[list[str]]:
    return [[_http(call, asker) for _ in range(TURNS if call.body else 1)] for asker in askers]


def _http(call: Call, asker: Asker) -> str:
    accept = "application/json" if call.is_rest else "text/html"
    headers = {"Host": f"localhost:{settings.PORT}", "Cookie": asker.cookie, "Accept": accept, "Accept-Language": "fr"}
    body = json.dumps(call.body(asker)) if call.body else ""
    if body:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
        headers["X-CSRFToken"] = pages.csrf(asker.cookie)
    lines = [f"{call.method} {_address(call, asker)} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def _address(call: Call, asker: Asker) -> str:
    return call.path.format(path=asker.path, revision=asker.revision)


def _statements(call: Call, asker: Asker) -> tuple[str, ...]:
    """What one request asks of the database, as it was sent."""
    client = Client(HTTP_HOST="localhost")
    client.cookies.load(asker.cookie)
    connection.force_debug_cursor = True
    scope.leave()
    with CaptureQueriesContext(connection) as captured:
        if call.body:
            made = json.dumps(call.body(asker))
            answer = client.generic(call.method, _address(call, asker), made, content_type="application/json")
        else:
            answer = client.get(_address(call, asker))
    if answer.status_code >= 300:
        raise SystemExit(f"{call.name} was answered by {answer.status_code}: {answer.content[:300]!r}")
    return tuple(query["sql"] for query in captured.captured_queries)
