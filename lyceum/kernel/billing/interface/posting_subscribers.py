"""What happened to payments is kept in the books: told at least once, posted once by its key."""

from uuid import UUID

from lyceum.kernel.billing.actions.posting import post, reverse_entry
from lyceum.kernel.billing.models import Payment
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.foundation.models import Announcement


def post_payment(announcement: Announcement) -> None:
    paid, about, provider = _read(announcement)
    _keep(announcement, posting.payment(paid.id, about, provider, announcement.payload["amount"]))
    _keep(announcement, posting.platform_fee(paid.id, about, paid.fee))


def post_refund(announcement: Announcement) -> None:
    _paid, about, provider = _read(announcement)
    refund_id = UUID(announcement.payload["refund_id"])
    _keep(announcement, posting.refund(refund_id, about, provider, announcement.payload["amount"]))


def post_dispute(announcement: Announcement) -> None:
    _paid, about, provider = _read(announcement)
    dispute_id = UUID(announcement.payload["dispute_id"])
    _keep(announcement, posting.dispute_opened(dispute_id, about, provider, announcement.payload["amount"]))


def post_verdict(announcement: Announcement) -> None:
    """Won: what was taken comes back. Told before the opening was kept, it is tried again later."""
    assert announcement.organisation_id
    _paid, about, _provider = _read(announcement)
    dispute_id = UUID(announcement.payload["dispute_id"])
    if announcement.payload["outcome"] == "won":
        reverse_entry(announcement.organisation_id, f"dispute_opened:{dispute_id}", at=announcement.created_at)
    else:
        _keep(announcement, posting.dispute_lost(dispute_id, about, announcement.payload["amount"]))


def _read(announcement: Announcement) -> tuple[Payment, posting.About, str]:
    assert announcement.organisation_id
    payment = Payment.objects.get(
        organisation_id=announcement.organisation_id, id=UUID(announcement.payload["payment_id"])
    )
    return payment, posting.About(payment.about_kind, payment.about_id, payment.currency), payment.provider


def _keep(announcement: Announcement, fact: posting.Posting) -> None:
    """Dated when it happened, whenever it is told."""
    assert announcement.organisation_id
    post(announcement.organisation_id, fact, at=announcement.created_at)
