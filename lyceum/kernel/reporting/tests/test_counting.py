"""Facts of the board and of people, counted by jobs: exactly, once, and again from the trail."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.actions.announcing import tell_subscribers
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.reading import mark_read
from lyceum.kernel.messaging.tests.board import published
from lyceum.kernel.reporting.actions.counting import keep_figures
from lyceum.kernel.reporting.actions.recounting import recount
from lyceum.kernel.reporting.actions.surveying import survey, survey_lately
from lyceum.kernel.reporting.interface.jobs import survey_every_hour
from lyceum.kernel.reporting.models import Figure

RunJobs = Callable[[], int]
LATE = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)  # already the 3rd in Paris


def kept(world: World) -> list[tuple[str, str, str, float, float]]:
    """indicator, day, whose, value, weight"""
    with scope.entered(world.ampere.id):
        names = {member.person_id: role.value for role, member in world.members.items()} | {None: "all"}
        rows = Figure.objects.filter(organisation=world.ampere)
        found = [(f.indicator, f.day.isoformat(), names[f.person_id], f.value, f.weight) for f in rows]
    return sorted(found)


@pytest.mark.wish("L13", "L16")
def test_facts_are_counted_by_a_job_on_the_day_of_the_organisation(world: World, run_jobs: RunJobs) -> None:
    with at(LATE):
        notice = published(world.teacher)
        mark_read(world.student, notice.id)
        mark_read(world.student, notice.id)
    assert kept(world) == []
    run_jobs()
    assert kept(world) == [
        ("messaging.published", "2026-11-03", "all", 1, 1),
        ("messaging.published", "2026-11-03", "teacher", 1, 1),
        ("messaging.read", "2026-11-03", "all", 1, 1),
        ("messaging.read", "2026-11-03", "student", 1, 1),
    ]


def test_a_fact_that_is_told_twice_counts_once(world: World, run_jobs: RunJobs) -> None:
    published(world.teacher)
    run_jobs()
    before = kept(world)
    scope.enter(world.ampere.id, None)
    for fact in Announcement.objects.filter(kind="messaging.notice_published"):
        tell_subscribers(organisation_id=world.ampere.id, announcement_id=fact.id)
    assert (kept(world), len(before)) == (before, 2)


@pytest.mark.wish("L1", "L6")
def test_presence_counts_each_member_once_a_day(world: World, run_jobs: RunJobs) -> None:
    with at(LATE):
        notice = published(world.teacher)
        mark_read(world.student, notice.id)
        published(world.teacher)
    scope.enter(world.ampere.id, None)
    for _ in range(2):
        survey(world.ampere.id, datetime(2026, 11, 3).date())
        survey(world.ampere.id, datetime(2026, 11, 2).date())
    assert [row for row in kept(world) if row[0] == "reporting.presence"] == [
        ("reporting.presence", "2026-11-03", "all", 2, 2),
        ("reporting.presence", "2026-11-03", "student", 1, 1),
        ("reporting.presence", "2026-11-03", "teacher", 1, 1),
    ]


def test_every_organisation_is_surveyed_by_the_clock(world: World, run_jobs: RunJobs) -> None:
    published(world.teacher)
    survey_every_hour(organisation_id=None)
    run_jobs()
    assert [row[2:] for row in kept(world) if row[0] == "reporting.presence"] == [("all", 1, 1), ("teacher", 1, 1)]
    scope.enter(world.ampere.id, None)
    survey_lately(organisation_id=world.ampere.id)
    assert [row[2:] for row in kept(world) if row[0] == "reporting.presence"] == [("all", 1, 1), ("teacher", 1, 1)]


def test_the_past_counted_again_gives_the_same_figures(world: World, run_jobs: RunJobs) -> None:
    with at(LATE):
        mark_read(world.student, published(world.teacher).id)
    run_jobs()
    call_command("recount", "ampere")
    once = kept(world)
    assert len(once) == 7
    published(world.teacher)  # waits to be told
    scope.enter(world.ampere.id, None)
    assert recount(world.ampere.id) == 3
    again = kept(world)
    run_jobs()
    assert [row for row in kept(world) if not row[0].startswith("reporting")] == [
        row for row in again if not row[0].startswith("reporting")
    ]
    assert set(once) < set(again)
    with pytest.raises(CommandError):
        call_command("recount", "nowhere")


def test_who_is_erased_leaves_the_whole_as_it_was(world: World, run_jobs: RunJobs) -> None:
    mark_read(world.student, published(world.teacher).id)
    run_jobs()
    scope.enter(world.ampere.id, None)
    student = world.members[Role.STUDENT]
    Figure.objects.filter(person_id=student.person_id).delete()
    student.delete()
    recount(world.ampere.id)
    assert [row[2:] for row in kept(world) if row[0] == "messaging.read"] == [("all", 1, 1)]


def test_whatever_is_counted_is_told_to_reporting() -> None:
    untold = {kind for kind in registry.counted_kinds() if keep_figures not in registry.subscribers(kind)}
    assert (untold, "messaging.notice_seen" in registry.counted_kinds()) == (set(), True)


def test_every_figure_that_is_counted_has_a_name() -> None:
    codes = registry.indicators().keys()
    assert set(registry.surveys()) <= codes
    assert {"messaging.published", "messaging.read", "reporting.presence"} <= codes
