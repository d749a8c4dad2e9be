"""What has arrived at the bank, of one organisation."""

from django.utils import timezone

from lyceum.kernel.billing.actions.payout import Arrived, write_payout_down
from lyceum.kernel.billing.actions.posting import post
from lyceum.kernel.billing.models import Entry
from lyceum.kernel.billing.queries.payout import payouts_for
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


@probe("billing.queries.payout.payouts_for")
def payouts_are_those_of_one_organisation(samples: Samples) -> None:
    caller = insider(samples)
    entries = Entry.objects.filter(kind="payout", organisation_id=caller.organisation_id)
    assert {view.id for view in payouts_for(caller)} == set(entries.values_list("about_id", flat=True))


@probe("billing.actions.payout.write_payout_down")
def what_was_written_down_elsewhere_is_not_what_was_written_down_before(samples: Samples) -> None:
    caller, id = insider(samples), new_identifier()
    about = posting.About("billing:payouts", id, "EUR")
    post(samples.house.abroad.organisation.id, posting.payout(id, about, posting.CASH, 1))
    write_payout_down(caller, Arrived(id, posting.CASH, "EUR", 1, timezone.localdate()))
    assert [view.id for view in payouts_for(caller)].count(id) == 1
