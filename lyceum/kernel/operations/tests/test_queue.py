import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from lyceum.kernel.operations.actions.queue import forget_old_jobs, put_back_stalled
from lyceum.kernel.operations.queries.queue import queue_now
from lyceum.kernel.operations.tests.queue import a_job, a_worker

pytestmark = pytest.mark.django_db


def _states(*jobs: int) -> list[str]:
    found = dict(ProcrastinateJob.objects.filter(id__in=jobs).values_list("id", "status"))
    return [found.get(job, "gone") for job in jobs]


def test_the_jobs_of_a_dead_worker_wait_again_and_those_of_a_living_one_go_on() -> None:
    dead, alive = a_worker(silent_seconds=60), a_worker(silent_seconds=1)
    jobs = [a_job("doing", worker=dead), a_job("doing", worker=None), a_job("doing", worker=alive), a_job("failed")]
    assert put_back_stalled(None) == 2
    assert _states(*jobs) == ["todo", "todo", "doing", "failed"]
    assert put_back_stalled(None) == 0


def test_a_job_that_fells_every_worker_is_not_put_back() -> None:
    job = a_job("doing", worker=a_worker(silent_seconds=60), attempts=8)
    put_back_stalled(None)
    assert _states(job) == ["failed"]


def test_a_stalled_job_gives_way_to_the_one_that_waits_under_its_lock() -> None:
    stalled = a_job("doing", worker=a_worker(silent_seconds=60), queueing_lock="once")
    waiting = a_job("todo", queueing_lock="once")
    put_back_stalled(None)
    assert _states(stalled, waiting) == ["aborted", "todo"]


def test_old_jobs_are_forgotten_and_young_ones_kept() -> None:
    jobs = [a_job("succeeded"), a_job("succeeded"), a_job("failed"), a_job("failed"), a_job("todo")]
    with connection.cursor() as cursor:
        for job, days in zip(jobs, (4, 2, 31, 4, 90), strict=True):
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s", [days, job]
            )
    assert forget_old_jobs(None) == 2
    assert _states(*jobs) == ["gone", "succeeded", "gone", "failed", "todo"]


def test_the_queue_as_it_stands() -> None:
    a_worker(silent_seconds=60)
    a_worker(silent_seconds=1)
    a_job("todo")
    a_job("failed")
    now = queue_now()
    assert (now.waiting, now.workers, now.by_status) == (1, 1, {"todo": 1, "failed": 1})
    assert 0 <= now.oldest_seconds < 60
