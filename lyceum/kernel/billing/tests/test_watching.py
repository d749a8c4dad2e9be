"""How money does, as machines and operators are told; and tried again by those who run the installation."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.kernel.billing.actions.payment_hearing import settle_event
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.actions.watching import read_everywhere
from lyceum.kernel.billing.models import DisputeState, Payment, VendorEvent
from lyceum.kernel.billing.ports import DisputeFact
from lyceum.kernel.billing.queries.watching import measures
from lyceum.kernel.billing.tests.asking import begun
from lyceum.kernel.billing.tests.test_payment import paid
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.factories import World

DAY = timedelta(days=1)


def told() -> dict[str, float]:
    return {measure.name.removeprefix("billing_"): measure.samples[()] for measure in measures()}


def broken() -> VendorEvent:
    event: VendorEvent = VendorEvent.objects.create(provider="embedded", reference="1", kind="charge", content="{}")
    return event


def test_what_stands_still_anywhere_is_counted(world: World) -> None:
    for member in (world.members[Role.OWNER], world.foreigners[Role.OWNER]):
        organisation_id = member.organisation_id
        scope.enter(organisation_id, None)
        payment = paid(organisation_id)
        settle(organisation_id, DisputeFact(organisation_id, payment.id, DisputeState.OPEN, f"dp_{payment.id}", 5))
        begun(organisation_id, about_id=new_identifier())
    Payment.objects.filter(check_at__isnull=False).update(tries=6, check_at=timezone.now() - DAY)
    scope.leave() if hasattr(scope, "leave") else None
    read_everywhere(None)
    found = told()
    assert (found["payments_waiting"], found["payments_stuck"], found["disputes_open"]) == (2, 1, 2)
    assert found["reconciliation_lag_seconds"] in {86400, 86401, 86402}


def test_a_message_that_cannot_be_settled_says_why_and_is_counted(world: World) -> None:
    event = broken()
    with pytest.raises(Exception, match="no event of ours"):
        settle_event(None, event.id)
    event.refresh_from_db()
    assert (event.tries, event.error, event.settled_at) == (1, "Forged", None)
    assert told()["events_failing"] == 1


def test_a_wrong_signature_is_counted(world: World) -> None:
    for _ in range(2):
        assert Client().post("/hooks/payments/embedded", b"{}", "application/json").status_code == 400
    assert told()["hooks_refused"] == 2


def test_operators_see_it_and_have_it_tried_again(world: World, run_jobs: Callable[[], int]) -> None:
    payment = begun(world.owner.organisation_id)
    Payment.objects.update(check_at=timezone.now() + DAY)
    broken()
    browser = world.browser(world.members[Role.OWNER])
    assert browser.get("/operations/money/").status_code == 403
    assert browser.post("/operations/money/try/").status_code == 403
    Person.objects.filter(id=world.members[Role.OWNER].person_id).update(is_operator=True)
    assert "charge" in browser.get("/operations/money/").content.decode()
    assert browser.post("/operations/money/try/").status_code == 302
    assert world.owner
    payment.refresh_from_db()
    assert payment.check_at
    assert payment.check_at <= timezone.now()
