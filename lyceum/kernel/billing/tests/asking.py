"""What the tests of payments ask for, and hear."""

from uuid import UUID, uuid4

from lyceum.kernel.billing.actions.payment import Asked, ask_payment, start_payment
from lyceum.kernel.billing.models import Payment
from lyceum.kernel.foundation.models import Announcement

ORDER = UUID(int=7)


def asked(**terms: object) -> Asked:
    usual = {
        "id": uuid4(),
        "about_kind": "events:order",
        "about_id": ORDER,
        "amount": 2500,
        "currency": "EUR",
        "email": "ada@example.org",
        "description": "Two tickets",
        "method": "card",
        "return_url": "/ampere/orders/1/",
        "language": "en",
    }
    return Asked(**{**usual, **terms})  # type: ignore[arg-type]


def begun(organisation_id: UUID, **terms: object) -> Payment:
    payment = ask_payment(organisation_id, asked(**terms))
    start_payment(organisation_id, payment.id)
    payment.refresh_from_db()
    return payment


def told() -> list[str]:
    """Kinds of what was announced of payments, in order."""
    kinds = Announcement.objects.filter(kind__regex=r"^billing\.(payment|refund|dispute)_").order_by("id")
    return [kind.removeprefix("billing.") for kind in kinds.values_list("kind", flat=True)]
