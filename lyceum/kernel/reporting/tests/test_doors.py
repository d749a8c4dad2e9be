"""A report by page, paper, spreadsheet, REST and GraphQL; and what everybody may see of it."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.indicator import Tally
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, make_group, make_member, make_person
from lyceum.kernel.reporting.actions.counting import add
from lyceum.kernel.reporting.actions.publishing import publish_figures
from lyceum.kernel.reporting.models import Publication
from lyceum.kernel.reporting.queries.comparison import comparison
from lyceum.kernel.reporting.queries.public import public_charts
from lyceum.kernel.reporting.queries.report import report
from lyceum.kernel.reporting.queries.view import Asked
from lyceum.kernel.reporting.rules.period import Span

JSON = "application/json"
READ, PRESENCE = "messaging.read", "reporting.presence"


def today() -> date:
    """In the calendar of the school."""
    return timezone.now().astimezone(ZoneInfo("Europe/Paris")).date()


def counted(world: World, *roles: Role, days: int = 1, code: str = READ, ago: int = 0) -> None:
    """One for each of the people and days, the last of them so many days ago."""
    with scope.entered(world.ampere.id):
        for back in range(days):
            on = today() - timedelta(days=back + ago)
            add(world.ampere.id, [Tally(code, on, person_id=world.members[role].person_id) for role in roles])


def values(found: Any) -> dict[str, list[float | None]]:
    return {chart.code: [point.value for point in chart.points if point.value] for chart in found.charts}


@pytest.mark.wish("L4", "L7")
def test_a_governor_sees_the_whole_and_a_student_themselves(world: World) -> None:
    counted(world, Role.STUDENT, Role.TEACHER, days=2)
    whole, own = report(world.owner, Asked()), report(world.student, Asked())
    assert (values(whole), whole.view.of, whole.people) == ({READ: [2, 2]}, "all", 2)
    assert (values(own), own.view.of, own.people) == ({READ: [1, 1]}, "own", 1)
    assert [choice.value for choice in own.view.choices] == ["own"]


@pytest.mark.wish("L4")
@pytest.mark.parametrize(("span", "ago", "expected"), [("weeks", 40, []), ("term", 40, [4]), ("year", 200, [4])])
def test_time_is_looked_at_near_and_far(world: World, span: str, ago: int, expected: list[int]) -> None:
    on = today() - timedelta(days=ago)
    with scope.entered(world.ampere.id):
        add(world.ampere.id, [Tally(READ, on, 4)])
    assert values(report(world.owner, Asked(span=Span(span)))).get(READ, []) == expected


def test_nobody_looks_at_what_is_not_theirs(world: World) -> None:
    counted(world, Role.STUDENT)
    for asked in (Asked("all"), Asked("taught"), Asked(str(world.ampere.id))):
        with pytest.raises(NotFound):
            report(world.student, asked)
    with pytest.raises(NotAllowed):
        report(world.student, Asked(group_id=world.group.id))
    with pytest.raises(NotAllowed):
        report(world.student, Asked(person_id=world.members[Role.TEACHER].person_id))
    assert values(report(world.stranger, Asked())) == {}
    with pytest.raises(NotFound):
        report(world.stranger, Asked(group_id=world.group.id))
    with pytest.raises(NotFound):
        report(world.stranger, Asked(person_id=world.members[Role.STUDENT].person_id))


def test_a_group_is_those_who_are_in_it_now(world: World) -> None:
    counted(world, Role.STUDENT, Role.ATHLETE, days=3)
    found = report(world.owner, Asked(group_id=world.group.id))
    assert (values(found), found.people) == ({READ: [1, 1, 1]}, 1)
    one = report(world.owner, Asked(person_id=world.members[Role.ATHLETE].person_id))
    assert (values(one), one.people) == ({READ: [1, 1, 1]}, 1)


def test_groups_are_compared_by_what_one_person_does(world: World) -> None:
    other = make_group(world.ampere, "6e C", [world.members[Role.ATHLETE], world.members[Role.LEARNER]])
    counted(world, Role.STUDENT, days=4)
    counted(world, Role.ATHLETE, days=6)
    owner = world.owner
    found = comparison(owner, report(owner, Asked()))
    assert [(row.name, row.people, row.values) for row in found.rows] == [("6e B", 1, [4]), (other.name, 2, [3])]


def test_a_report_costs_as_many_statements_for_many_groups_as_for_one(world: World) -> None:
    browser, costs = world.browser(world.members[Role.OWNER]), []
    for number in range(3):
        make_group(world.ampere, f"5e {number}", [world.members[Role.ATHLETE]])
        counted(world, Role.STUDENT, Role.ATHLETE, code=(READ, PRESENCE, "messaging.published")[number])
        browser.get("/ampere/reports/")
        with CaptureQueriesContext(connection) as told:
            assert browser.get("/ampere/reports/").status_code == 200
        costs.append(len(told))
    assert costs[0] == costs[2]


def by_rest(browser: Client) -> Any:
    return browser.get("/ampere/api/v1/reports").json()


def by_graphql(browser: Client) -> Any:
    fields = "of over people indicators { code title unit figures { begins ends value } }"
    return browser.post("/ampere/graphql", {"query": f"{{ report {{ {fields} }} }}"}, JSON).json()["data"]["report"]


@pytest.mark.parametrize("door", [by_rest, by_graphql])
def test_a_report_is_told_to_programs(world: World, door: Callable[[Client], Any]) -> None:
    counted(world, Role.STUDENT)
    told = door(world.browser(world.members[Role.OWNER]))
    now = today().isoformat()
    assert (told["of"], told["over"].lower(), told["people"]) == ("all", "weeks", 1)
    (only,) = told["indicators"]
    assert (only["code"], only["unit"], len(only["figures"])) == (READ, "count", 28)
    assert only["figures"][-1] == {"begins": now, "ends": now, "value": 1}


@pytest.mark.wish("L7")
def test_every_drawing_has_its_table_and_its_words(world: World) -> None:
    counted(world, Role.STUDENT, Role.TEACHER)
    html = world.browser(world.members[Role.OWNER]).get("/ampere/reports/").content.decode()
    assert (html.count('role="img"'), html.count("<caption>"), html.count("chart-bar")) == (1, 1, 28)
    assert ">Lectures d’annonces<" in html or ">Notices read<" in html
    paper = world.browser(world.members[Role.OWNER]).get("/ampere/reports/paper/").content.decode()
    assert (paper.count("<details"), paper.count('<details class="chart-table" open>')) == (1, 1)


def test_tables_are_taken_as_csv_and_as_a_workbook(world: World) -> None:
    counted(world, Role.STUDENT, Role.TEACHER)
    browser = world.browser(world.members[Role.OWNER])
    csv = browser.get(f"/ampere/reports/table.csv?chart={READ}")
    assert csv["Content-Disposition"].endswith('.csv"')
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[-1].replace(";", ",")) == (29, f"{today()},{today()},2")
    book = load_workbook(BytesIO(browser.get("/ampere/reports/table.xlsx?over=year").content)).active
    assert book is not None
    rows = [[cell.value for cell in row] for row in book.iter_rows()]
    assert (len(rows), rows[-1][2]) == (13, 2)
    gone = [browser.get(f"/ampere/reports/table.{end}").status_code for end in ("pdf", "csv?chart=no", "csv?over=ever")]
    assert gone == [404, 404, 404]


@pytest.mark.wish("L3")
def test_the_public_sees_what_the_organisation_chose_and_nothing_else(world: World) -> None:
    crowd = [Role.STUDENT, Role.TEACHER, Role.OWNER, Role.COACH, Role.ATHLETE]
    counted(world, *crowd, code=PRESENCE)
    counted(world, *crowd)
    visitor, governor = Client(), world.browser(world.members[Role.OWNER])
    assert visitor.get("/ampere/figures/").status_code == 404
    assert governor.post("/ampere/reports/publication/", {"codes": [PRESENCE]}).status_code == 302
    page = visitor.get("/ampere/figures/").content.decode()
    assert (page.count('role="img"'), "/reports/" in page) == (1, False)
    (told,) = visitor.get("/ampere/api/v1/figures").json()
    assert (told["code"], told["months"][-1]) == (PRESENCE, 5)
    assert visitor.get("/ampere/reports/")["Location"].startswith("/ampere/account/login/")
    assert [visitor.get(path).status_code for path in ("/figures/", "/nordic/figures/")] == [404, 404]
    governor.post("/ampere/reports/publication/", {})
    assert visitor.get("/ampere/figures/").status_code == 404


def test_a_public_figure_never_speaks_of_few(world: World) -> None:
    counted(world, Role.STUDENT, Role.TEACHER, Role.OWNER, Role.COACH, code=PRESENCE)
    publish_figures(world.owner, [PRESENCE])
    assert public_charts(world.visitor) == []
    counted(world, Role.ATHLETE, code=PRESENCE)
    assert [chart.whole for chart in public_charts(world.visitor)] == ["5"]
    assert public_charts(Visitor()) == []


def test_only_governors_choose_and_only_what_may_be_public(world: World) -> None:
    with pytest.raises(NotAllowed):
        publish_figures(world.teacher, [PRESENCE])
    with pytest.raises(Invalid):
        publish_figures(world.owner, [READ])
    assert Publication.objects.count() == 0
    for _ in range(2):
        publish_figures(world.owner, [PRESENCE])
    assert Announcement.objects.filter(kind="reporting.figures_published").count() == 1


@pytest.mark.wish("L5")
def test_support_finds_the_logs_from_the_reports(world: World) -> None:
    counted(world, Role.OWNER)
    page = world.browser(world.members[Role.OWNER]).get("/ampere/reports/").content.decode()
    assert ("/ampere/audit/" in page, "/operations/" in page) == (True, False)
    operator = make_person("Olga", is_operator=True)
    make_member(world.ampere, Role.SUPPORT, person=operator)
    counted(world, Role.STUDENT)
    with scope.entered(world.ampere.id):
        add(world.ampere.id, [Tally(READ, today(), person_id=operator.id)])
    browser = Client()
    browser.force_login(operator)
    assert "/operations/" in browser.get("/ampere/reports/").content.decode()


@pytest.mark.wish("L15")
def test_reports_read_every_room_but_the_one_of_models() -> None:
    assert registry.rooms()["ai"].counts == {}
    assert [code for code in registry.indicators() if code.startswith("ai.")] == []
