from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.operations.models import Flag, Measurement
from lyceum.kernel.operations.tests.queue import a_job


@pytest.fixture
def operator(world: World) -> Client:
    member = world.members[Role.OWNER]
    member.person.is_operator = True
    member.person.save()
    return world.browser(member)


PAGES = ("/operations/", "/operations/jobs/", "/operations/flags/", "/operations/flags/new/")


@pytest.mark.parametrize("address", PAGES)
def test_the_operators_pages_are_for_operators(world: World, operator: Client, address: str) -> None:
    assert operator.get(f"/ampere{address}").status_code == 200
    assert operator.get(address).status_code == 200
    assert world.browser(world.members[Role.ADMINISTRATOR]).get(f"/ampere{address}").status_code == 403
    assert Client().get(address).status_code == 302


def test_the_overview_shows_what_was_measured(operator: Client) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    Measurement.objects.create(minute=now - timedelta(minutes=2), requests=400, errors=1, p95_ms=120.4)
    Measurement.objects.create(minute=now - timedelta(minutes=1), requests=600, errors=0, p95_ms=80.0)
    shown = operator.get("/operations/").content.decode()
    assert "120 ms" in shown
    assert "0.10 %" in shown
    assert "of 1000 answers" in shown
    assert shown.count("<polyline") == 3


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_jobs_takes_the_same_queries_however_long(
    operator: Client, django_assert_num_queries: object, many: int
) -> None:
    for _ in range(many):
        a_job("failed")
    operator.get("/operations/jobs/")
    with django_assert_num_queries(4):  # type: ignore[operator]
        shown = operator.get("/operations/jobs/?status=failed")
    assert shown.content.decode().count("kernel.operations.tests.queue.nothing") == many


def test_jobs_are_found_by_name_and_number(operator: Client) -> None:
    first, second = a_job("failed"), a_job("todo")
    by_name = operator.get("/operations/jobs/?q=operations+nothing").content.decode()
    by_number = operator.get(f"/operations/jobs/?q={first}", headers={"HX-Target": "jobs"}).content.decode()
    assert (f"/jobs/{first}/" in by_name, f"/jobs/{second}/" in by_name) == (True, True)
    assert (f"/jobs/{first}/" in by_number, f"/jobs/{second}/" in by_number) == (True, False)
    assert by_number.lstrip().startswith('<div id="jobs"')


def test_a_failed_job_is_run_again(operator: Client) -> None:
    job = a_job("failed")
    assert operator.post(f"/operations/jobs/{job}/run/").status_code == 302
    assert ProcrastinateJob.objects.get(id=job).status == "todo"
    assert Announcement.objects.filter(kind="operations.job_retried", payload__job_id=job).count() == 1
    assert operator.post(f"/operations/jobs/{job}/run/").status_code == 409


def test_a_waiting_job_is_cancelled(operator: Client) -> None:
    job = a_job("todo")
    assert operator.post(f"/operations/jobs/{job}/cancellation/").status_code == 302
    assert ProcrastinateJob.objects.get(id=job).status == "cancelled"
    assert operator.post(f"/operations/jobs/{job}/cancellation/").status_code == 409
    shown = operator.get(f"/operations/jobs/{job}/").content.decode()
    assert "was cancelled" in shown


def test_what_is_not_there_is_not_found(operator: Client) -> None:
    addresses = ("/operations/jobs/999999999/", "/operations/flags/nothing/")
    assert [operator.get(address).status_code for address in addresses] == [404, 404]
    assert operator.post("/operations/jobs/999999999/run/").status_code == 404


def test_a_flag_is_made_changed_and_removed(operator: Client) -> None:
    organisation = uuid4()
    made = {"code": "letters", "on": "on", "percentage": "10", "organisation_ids": f"{organisation},"}
    assert operator.post("/operations/flags/new/", made).status_code == 302
    flag = Flag.objects.get()
    assert (flag.code, flag.on, flag.percentage, flag.organisation_ids) == ("letters", True, 10, [organisation])
    assert str(organisation) in operator.get("/operations/flags/letters/").content.decode()
    operator.post("/operations/flags/letters/", {"code": "forged", "percentage": "50"})
    flag.refresh_from_db()
    assert (flag.code, flag.on, flag.percentage) == ("letters", False, 50)
    operator.post("/operations/flags/letters/removal/")
    assert not Flag.objects.exists()
    kinds = list(
        Announcement.objects.filter(kind__startswith="operations.").order_by("id").values_list("kind", flat=True)
    )
    assert kinds == ["operations.flag_switched", "operations.flag_switched", "operations.flag_removed"]


@pytest.mark.parametrize("wrong", [{"percentage": "101"}, {"percentage": "1", "person_ids": "somebody"}])
def test_refuses_a_flag_that_makes_no_sense(operator: Client, wrong: dict[str, str]) -> None:
    assert operator.post("/operations/flags/new/", {"code": "letters", **wrong}).status_code == 200
    assert not Flag.objects.exists()


def test_a_share_above_a_hundred_is_refused_by_the_database_too(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname = 'flag_percentage_at_most_100'")
        assert cursor.fetchone() is not None
