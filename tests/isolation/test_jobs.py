"""Every job, run for the other organisation with the first one's ids: it finds nothing there, and changes nothing."""

import inspect
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from procrastinate.contrib.django import app

from lyceum.kernel.foundation.jobs import Job
from lyceum.kernel.foundation.rules.refusal import Refusal
from tests.isolation.fabric import OWN, SHARED
from tests.isolation.rows import changed
from tests.isolation.samples import Samples

pytestmark = [pytest.mark.django_db, pytest.mark.wish("B1")]


def jobs() -> list[Job]:
    """Each function that a room made a job, from the tasks that the worker knows; not those of other tests."""
    found = [getattr(task.func, "__self__", None) for task in app.tasks.values()]
    named = {job.name: job for job in found if isinstance(job, Job) and ".tests." not in job.name}
    return sorted(named.values(), key=lambda job: job.name)


def parameters(job: Job) -> dict[str, Any]:
    return {n: p for n, p in inspect.signature(job.function).parameters.items() if n != "organisation_id"}


def arguments(job: Job, samples: Samples) -> dict[str, Any]:
    known = samples.parts | samples.values
    given = {name: known.get(f"{job.function.__name__}.{name}", known.get(name)) for name in parameters(job)}
    unknown = [n for n, p in parameters(job).items() if given[n] is None and p.default is inspect.Parameter.empty]
    assert not unknown, f"no sample for what the job {job.name} takes (see rooms.py): {unknown}"
    return {
        n: value if isinstance(value, list | dict) else str(value) for n, value in given.items() if value is not None
    }


def test_there_are_jobs() -> None:
    assert len(jobs()) >= 8


def test_every_job_says_for_which_organisation() -> None:
    assert [job.name for job in jobs() if "organisation_id" not in inspect.signature(job.function).parameters] == []


@pytest.mark.parametrize("job", [job for job in jobs() if parameters(job)], ids=lambda job: job.name)
def test_a_job_of_another_organisation_changes_nothing_here(job: Job, samples: Samples) -> None:
    house = samples.house
    given = arguments(job, samples)
    with house.watch.undone():
        before = house.watch.digests()
        with suppress(Refusal, ObjectDoesNotExist):  # there is nothing of that name in the other organisation
            job._run(str(house.abroad.organisation.id), **given)
        after = house.watch.digests()
    assert {rows for rows in changed(before, after) if rows.canary in {SHARED, OWN}} == set()
