"""Figures: of one organisation, and of who is in a group of it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.models import Group
from lyceum.kernel.reporting.models import Figure, Publication
from lyceum.kernel.reporting.queries.comparison import comparison
from lyceum.kernel.reporting.queries.public import published_codes
from lyceum.kernel.reporting.queries.report import report
from lyceum.kernel.reporting.queries.view import ALL, Asked, View, figures_in, people_in
from tests.isolation.probes.identity_places import crossed
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def _view(group: Group | None = None) -> View:
    return View(ALL, "", is_whole=True, subject_ids=None, choices=(), group=group)


def _asked(caller: Caller, ask: Any, view: View) -> list[Figure]:
    today = timezone.now().date()
    return list(ask(caller, view, today - timedelta(days=9), today + timedelta(days=1)))


@probe("reporting.queries.view.figures_in")
def figures_are_of_one_organisation_and_of_who_is_in_the_group(samples: Samples) -> None:
    here, caller = samples.house.here, insider(samples)
    assert {figure.organisation_id for figure in _asked(caller, figures_in, _view())} == {here.organisation.id}
    crossed(samples.house)
    inside = {figure.person_id for figure in _asked(caller, figures_in, _view(here.group))}
    assert inside == {here.insider.person_id, here.student.person_id}


@probe("reporting.queries.view.people_in")
def people_behind_figures_are_of_one_organisation(samples: Samples) -> None:
    found = _asked(insider(samples), people_in, _view())
    assert {figure.organisation_id for figure in found} == {samples.house.here.organisation.id}


@probe("reporting.queries.comparison.comparison")
def who_is_in_a_class_by_a_foreign_place_is_not_compared(samples: Samples) -> None:
    caller = insider(samples)
    told = report(caller, Asked())
    before = comparison(caller, told).rows
    assert [row.people for row in before] == [2]
    crossed(samples.house)
    assert comparison(caller, told).rows == before


@probe("reporting.queries.public.published_codes")
def what_another_organisation_publishes_is_not_published_here(samples: Samples) -> None:
    Publication.objects.filter(organisation=samples.house.here.organisation).delete()
    assert published_codes(insider(samples)) == []
