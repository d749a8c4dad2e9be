from datetime import timedelta

from django.test import override_settings
from django.utils import timezone

from lyceum.kernel.ai.actions.sweeping import sweep_calls, sweep_ledger
from lyceum.kernel.ai.models import Call
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.tests.factories import World


def call(organisation: Organisation, days: int) -> Call:
    made = Call.objects.create(organisation=organisation, question_id=new_identifier(), task="ai.try")
    Call.objects.filter(id=made.id).update(created_at=timezone.now() - timedelta(days=days))
    return made


@override_settings(AI_LEDGER_DAYS=400)
def test_the_ledger_is_forgotten_after_the_time_that_is_stated_in_every_organisation(world: World) -> None:
    kept = []
    for organisation in (world.ampere, world.nordic):
        with scope.entered(organisation.id):
            call(organisation, 401)
            kept.append(call(organisation, 399).id)
    sweep_calls(None)
    left = []
    for organisation in (world.ampere, world.nordic):
        with scope.entered(organisation.id):
            left += Call.objects.values_list("id", flat=True)
    assert (left, sweep_ledger(world.ampere.id)) == (kept, 0)
