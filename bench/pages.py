"""The ten pages and calls that are used most: served to a hundred people at once, beside their bare queries."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import bare, processor
from bench.crowd import SLUG, STAFF
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Person
from lyceum.kernel.messaging.models import Notice

PEOPLE_AT_ONCE, THINKING = 100, 2.0


def seconds() -> float:
    """Of each measurement; ``--quick`` is for seeing whether it works."""
    return 2.0 if "--quick" in sys.argv else 4.0


@dataclass(frozen=True, slots=True)
class Call:
    """``staff``: asked by teachers; ``{notice}`` stands for the newest notice for everyone."""

    name: str
    path: str
    staff: bool = False
    accept: str = "text/html"
    fragment: bool = False
    query: str = ""  # of GraphQL: then it is posted


CALLS = (
    Call("Today", f"/{SLUG}/today/"),
    Call("the board", f"/{SLUG}/notices/"),
    Call("one notice", f"/{SLUG}/notices/{{notice}}/"),
    Call("notification centre", f"/{SLUG}/notifications/"),
    Call("bell (fragment)", f"/{SLUG}/notifications/bell/", fragment=True),
    Call("members, as a teacher", f"/{SLUG}/members/", staff=True),
    Call("palette (fragment)", f"/{SLUG}/search/?q=reunion", fragment=True),
    Call("REST: me", f"/{SLUG}/api/v1/me", accept="application/json"),
    Call("REST: notices", f"/{SLUG}/api/v1/notices", accept="application/json"),
    Call("GraphQL: notices", f"/{SLUG}/graphql", query="{ notices(limit: 20) { id title isRead } }"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Times in ms. ``crowd``: a hundred people without a pause; ``thinking``: with 2 s between two clicks."""

    name: str
    queries: int
    statements: tuple[str, ...]
    crowd: dict[str, Any]
    thinking: dict[str, Any]
    bare_per_second: float
    cpu: float  # of the web processes, for one answer


def measured() -> list[Row]:
    cookies = {staff: sessions(staff) for staff in (True, False)}
    notice = _newest_notice()
    return [_measure(call, cookies[call.staff], notice) for call in CALLS]


def sessions(staff: bool) -> list[str]:
    """A hundred signed-in browsers, as their Cookie headers."""
    first = 1 if staff else STAFF
    emails = [f"person{number}@bench.example" for number in range(first, first + PEOPLE_AT_ONCE)]
    found = []
    people = {person.email: person for person in Person.objects.filter(email__in=emails)}
    for person in (people[email] for email in emails):
        client = Client()
        client.force_login(person)
        client.get(f"/{SLUG}/today/")
        found.append("; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()))
    return found


def _measure(call: Call, cookies: Sequence[str], notice: str) -> Row:
    path = call.path.format(notice=notice)
    requests = [[_http(call, path, cookie)] for cookie in cookies]
    statements = _statements(call, path, cookies[0])
    before = processor.seconds_of_web()
    crowd = asked(requests, think=0.0)
    cpu = 1000 * (processor.seconds_of_web() - before) / max(1, crowd["answered_in_all"])
    row = Row(
        call.name,
        len(statements),
        statements,
        crowd,
        asked(requests, think=THINKING),
        bare.sets_per_second(dsn(), statements, seconds()),
        cpu,
    )
    say(f"{row.name}: {row.queries} statements, {row.cpu:.1f} ms, {row.crowd}")
    return row


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _http(call: Call, path: str, cookie: str) -> str:
    headers = {"Host": f"localhost:{settings.PORT}", "Cookie": cookie, "Accept": call.accept, "Accept-Language": "fr"}
    body = ""
    if call.fragment:
        headers["HX-Request"] = "true"
    if call.query:
        body = json.dumps({"query": call.query})
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body)), "X-CSRFToken": csrf(cookie)}
    lines = [f"{'POST' if call.query else 'GET'} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def csrf(cookie: str) -> str:
    pairs = dict(part.split("=", 1) for part in cookie.split("; "))
    return pairs.get(settings.CSRF_COOKIE_NAME, "")


def asked(requests: list[list[str]], think: float) -> dict[str, Any]:
    plan = {"host": "127.0.0.1", "port": settings.PORT, "requests": requests, "seconds": seconds(), "think": think}
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"], input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    if figures["errors"] or not figures["answers"]:
        asked = requests[0][0].partition("\r\n")[0]
        raise SystemExit(f"{figures['errors']} of {figures['answers']} answers were errors: {asked}")
    return figures


def _statements(call: Call, path: str, cookie: str) -> tuple[str, ...]:
    """What one request asks of the database, as it was sent."""
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT=call.accept, HTTP_COOKIE=cookie)
    client.cookies.load(cookie)
    extra = {"HTTP_HX_REQUEST": "true"} if call.fragment else {}
    connection.force_debug_cursor = True
    scope.leave()
    with CaptureQueriesContext(connection) as captured:
        if call.query:
            client.post(path, {"query": call.query}, content_type="application/json", **extra)
        else:
            client.get(path, **extra)
    return tuple(query["sql"] for query in captured.captured_queries)


def dsn() -> str:
    chosen = connection.settings_dict
    return psycopg.conninfo.make_conninfo(host=chosen["HOST"], dbname=chosen["NAME"], user=chosen["USER"])


def _newest_notice() -> str:
    from bench.crowd import gathered

    with scope.entered(gathered().id):
        return str(Notice.objects.filter(audience=[]).latest("published_at").id)
