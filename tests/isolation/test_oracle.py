"""The oracle itself: each kind of leak is planted, and must be seen."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, OPERATOR, PUBLIC, SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Group
from lyceum.project import urls
from tests.isolation.doors import Door, routes
from tests.isolation.fabric import as_owner
from tests.isolation.house import House, Knocker
from tests.isolation.knock import findings
from tests.isolation.samples import Samples
from tests.isolation.verdict import Answer, Standing, Verdict, judge

pytestmark = pytest.mark.django_db
MEMBER_THERE = Standing("member", member=True, permissions=frozenset({"a.b"}))


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(200), Verdict.LEAK),
        (Answer(302), Verdict.LEAK),
        (Answer(302, to_sign_in=True), Verdict.PASS),
        (Answer(401), Verdict.PASS),
        (Answer(403), Verdict.PASS),
        (Answer(404), Verdict.PASS),
        (Answer(403, seen=frozenset({"canary"})), Verdict.LEAK),
        (Answer(404, changed=frozenset({"table"})), Verdict.LEAK),
        (Answer(400), Verdict.INCONCLUSIVE),
        (Answer(422), Verdict.INCONCLUSIVE),
        (Answer(429), Verdict.INCONCLUSIVE),
        (Answer(500), Verdict.INCONCLUSIVE),
    ],
)
def test_who_is_not_admitted_must_be_refused(answer: Answer, verdict: Verdict) -> None:
    assert judge(answer, Standing("stranger"), MEMBER) is verdict


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.PASS),
        (303, Verdict.PASS),
        (409, Verdict.INVALID),
        (422, Verdict.INVALID),
        (403, Verdict.INVALID),
        (404, Verdict.INVALID),
        (405, Verdict.INVALID),
        (503, Verdict.INCONCLUSIVE),
    ],
)
def test_the_right_one_must_be_let_in(status: int, verdict: Verdict) -> None:
    who = Standing("insider", member=True, right=True)
    assert judge(Answer(status), who, MEMBER) is verdict


@pytest.mark.parametrize(
    ("policy", "who", "admitted"),
    [
        (PUBLIC, Standing("nobody", signed_in=False), True),
        (SIGNED_IN, Standing("nobody", signed_in=False), False),
        (SIGNED_IN, Standing("stranger"), True),
        (MEMBER, Standing("stranger"), False),
        (MEMBER, MEMBER_THERE, True),
        (may("a.b"), MEMBER_THERE, True),
        (may("a.c"), MEMBER_THERE, False),
        (OPERATOR, MEMBER_THERE, False),
        (OPERATOR, Standing("operator", operator=True), True),
    ],
)
def test_a_policy_is_read_as_it_is_written(policy: object, who: Standing, admitted: bool) -> None:
    assert who.is_admitted(policy) is admitted  # type: ignore[arg-type]


@page(MEMBER)
def everybodys_groups(caller: Caller, request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(Group.objects.values_list("name", flat=True)))


@page(PUBLIC)
def one_group(caller: Anyone, request: HttpRequest, group_id: str) -> HttpResponse:
    return HttpResponse(Group.objects.get(id=group_id).name)


@page(MEMBER, methods=("POST",))
def renamed(caller: Caller, request: HttpRequest, group_id: str) -> HttpResponse:
    if not Group.objects.filter(id=group_id).update(description="renamed"):
        raise NotFound("no such group")
    return HttpResponse(status=204)


def unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("come in")


@page(MEMBER)
def broken(caller: Caller, request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@page(may("identity.manage_members"))
def shut(caller: Caller, request: HttpRequest) -> HttpResponse:
    raise NotFound("never here")


@pytest.fixture
def planted(house: House) -> Iterator[dict[str, Door]]:
    """Doors as somebody might forget them, among the real ones."""
    views = [
        path("planted/list/", everybodys_groups),
        path("planted/<uuid:group_id>/", one_group),
        path("planted/<uuid:group_id>/name/", renamed),
        path("planted/unguarded/", unguarded),
        path("planted/broken/", broken),
        path("planted/shut/", shut),
    ]
    before = list(urls.urlpatterns)
    urls.urlpatterns[:] = [*views, *before]
    clear_url_caches()
    yield {door.address: door for door in routes() if door.address.startswith("/planted/")}
    urls.urlpatterns[:] = before
    clear_url_caches()


def verdicts(house: House, samples: Samples, door: Door, knockers: list[Knocker]) -> dict[str, Verdict]:
    return {finding.knocker: finding.verdict for finding in findings(house, samples, [door], knockers)}


def test_a_planted_leak_is_seen(
    house: House, samples: Samples, knockers: list[Knocker], planted: dict[str, Door]
) -> None:
    with as_owner():
        listed = verdicts(house, samples, planted["/planted/list/"], knockers)
        shown = verdicts(house, samples, planted["/planted/{group_id}/"], knockers)
        changed = verdicts(house, samples, planted["/planted/{group_id}/name/"], knockers)
    assert {name for name, verdict in listed.items() if verdict is Verdict.LEAK} == {
        *("insider at ampere", "colleague at ampere", "leader at ampere"),
        *("stranger at nordic", "the insider elsewhere at nordic"),
    }
    assert Verdict.PASS in {shown["insider at ampere"], shown["colleague at ampere"]}
    assert {shown[name] for name in ("nobody at ampere", "stranger at nordic")} == {Verdict.LEAK}
    assert changed["stranger at nordic"] is Verdict.LEAK
    assert changed["insider at ampere"] is Verdict.PASS


def test_row_level_security_alone_stops_a_planted_leak(
    house: House, samples: Samples, knockers: list[Knocker], planted: dict[str, Door]
) -> None:
    listed = verdicts(house, samples, planted["/planted/list/"], knockers)
    changed = verdicts(house, samples, planted["/planted/{group_id}/name/"], knockers)
    assert Verdict.LEAK not in {*listed.values(), *changed.values()}


def test_a_door_without_a_policy_is_seen(planted: dict[str, Door]) -> None:
    assert [address for address, door in planted.items() if door.policy is None] == ["/planted/unguarded/"]


def test_a_part_of_an_address_without_a_sample_is_seen(samples: Samples) -> None:
    assert samples.missing(Door("page", "x", "GET", "/x/{lamp_id}/", MEMBER, ("lamp_id",))) == ["lamp_id"]


def test_what_proves_nothing_does_not_pass(
    house: House, samples: Samples, knockers: list[Knocker], planted: dict[str, Door]
) -> None:
    assert verdicts(house, samples, planted["/planted/broken/"], knockers)["insider at ampere"] is Verdict.INCONCLUSIVE
    assert verdicts(house, samples, planted["/planted/shut/"], knockers)["insider at ampere"] is Verdict.INVALID
