"""What happened to payments is kept in the books: told at least once, posted once by its key."""

from uuid import UUID

from lyceum.kernel.billing.actions.posting import post, reverse_entry
from lyceum.kernel.billing.models import Payment
from lyceum.kernel.billing.queries.refund import given_back_before
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.foundation.models import Announcement


def post_payment(announcement: Announcement) -> None:
    paid, about, account = _read(announcement)
    _keep(announcement, posting.payment(paid.id, about, account, announcement.payload["amount"]))
    _keep(announcement, posting.platform_fee(paid.id, about, account, paid.fee))


def post_refund(announcement: Announcement) -> None:
    paid, about, account = _read(announcement)
    refund_id, amount = UUID(announcement.payload["refund_id"]), announcement.payload["amount"]
    fee = posting.fee_back(paid.fee, paid.amount, given_back_before(paid.organisation_id, paid.id, refund_id), amount)
    _keep(announcement, posting.refund(refund_id, about, account, amount, fee))


def post_refund_that_came_back(announcement: Announcement) -> None:
    """What the payer's bank sent back is here again. Told before the refund was kept, it is tried again later."""
    if announcement.payload["came_back"]:
        _take_back(announcement, f"refund:{announcement.payload['refund_id']}")


def post_dispute(announcement: Announcement) -> None:
    _paid, about, account = _read(announcement)
    dispute_id = UUID(announcement.payload["dispute_id"])
    _keep(announcement, posting.dispute_opened(dispute_id, about, account, announcement.payload["amount"]))


def post_verdict(announcement: Announcement) -> None:
    """Won: what was taken comes back. Told before the opening was kept, it is tried again later."""
    _paid, about, _account = _read(announcement)
    dispute_id = UUID(announcement.payload["dispute_id"])
    if announcement.payload["outcome"] == "won":
        _take_back(announcement, f"dispute_opened:{dispute_id}")
    else:
        _keep(announcement, posting.dispute_lost(dispute_id, about, announcement.payload["amount"]))


def _read(announcement: Announcement) -> tuple[Payment, posting.About, str]:
    assert announcement.organisation_id
    payment = Payment.objects.get(
        organisation_id=announcement.organisation_id, id=UUID(announcement.payload["payment_id"])
    )
    about = posting.About(payment.about_kind, payment.about_id, payment.currency)
    return payment, about, posting.place(payment.method, payment.provider)


def _take_back(announcement: Announcement, key: str) -> None:
    assert announcement.organisation_id
    reverse_entry(announcement.organisation_id, key, at=announcement.created_at)


def _keep(announcement: Announcement, fact: posting.Posting) -> None:
    """Dated when it happened, whenever it is told."""
    assert announcement.organisation_id
    post(announcement.organisation_id, fact, at=announcement.created_at)
