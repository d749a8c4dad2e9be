from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import MenuEntry, Permission, PersonalRecords, PrivacyClass
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role

_NONE, _TECHNICAL, _IDENTIFYING = PrivacyClass.NONE, PrivacyClass.TECHNICAL, PrivacyClass.IDENTIFYING

PERMISSIONS = [
    Permission("billing.see_payments", _("See the payments"), GOVERNORS | {Role.ORGANISER}),
    Permission("billing.settle_payments", _("Say that a payment has come"), GOVERNORS | {Role.ORGANISER}),
    Permission("billing.choose_methods", _("Choose how the organisation is paid"), GOVERNORS),
]
MENU = [MenuEntry(_("Payments"), "billing:payments", "banknote", "billing.see_payments", order=78, section="manage")]
FACTS = {
    "billing.payment_succeeded": _("Was paid"),
    "billing.payment_failed": _("Was not paid"),
    "billing.payment_voided": _("No longer asked for a payment"),
    "billing.refund_succeeded": _("Gave money back"),
    "billing.refund_failed": _("Could not give money back"),
    "billing.dispute_opened": _("A payment was disputed"),
    "billing.dispute_closed": _("A disputed payment was decided"),
    "billing.money_tried_again": _("Had all that waits for payment providers tried again"),
    "billing.payout_written_down": _("Wrote down what arrived at the bank"),
    "billing.payout_taken_back": _("Took back what was written down as arrived"),
    "billing.payment_methods_chosen": _("Chose how the organisation is paid"),
}


def _all(model: str, fields: str) -> PersonalRecords:
    return PersonalRecords(model, dict.fromkeys(fields.split(), _NONE))


RECORDS = [
    PersonalRecords(
        "billing.Payment",
        {
            **dict.fromkeys(
                "id created_at organisation about_kind about_id amount currency fee paid refunded method provider "
                "state is_late description language reference code settled_at check_at tries error person".split(),
                _TECHNICAL,
            ),
            "email": _IDENTIFYING,
            **dict.fromkeys("email_index url return_url".split(), PrivacyClass.SECRET),  # who has them may go on paying
        },
        owner="person",
        on_erasure="blank",
        what=_("Payments"),
    ),
    _all("billing.PaymentStep", "id created_at organisation payment kind detail"),
    _all(
        "billing.Refund",
        "id created_at organisation payment amount key reason state reference settled_at check_at tries error",
    ),
    _all("billing.Dispute", "id created_at organisation payment reference amount reason state answer_by closed_at"),
    _all("billing.PaymentAccount", "id created_at organisation methods holder iban bic on_site connected is_ready"),
    _all("billing.VendorEvent", "id created_at provider reference kind content settled_at tries error"),
    _all(
        "billing.BankCharge",
        "id created_at key amount currency description language return_url told state card declined refunded",
    ),
    _all("billing.Reading", "id created_at name value read_at"),
    _all("billing.BankRefund", "id created_at charge key amount state"),
]
