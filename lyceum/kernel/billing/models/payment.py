from django.db import models
from django.db.models import F, Q

from lyceum.kernel.billing.rules.payment_state import OPEN, DisputeState, PaymentState, RefundState
from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField, Tenant


class Payment(Tenant):
    """Money asked of somebody for one thing, in the currency's smallest unit.

    ``paid``: what came (all of it, or nothing); ``refunded``: what was asked back and did not fail. ``reference``: the
    provider's own id; ``code``: what a payer writes on a transfer. ``url``: where they pay. ``is_late``: it succeeded
    when nobody waited for it any more. ``check_at``: when the provider is asked, if it has not spoken by then.
    """

    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    fee = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    method = models.CharField(max_length=20)
    provider = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=PaymentState.ASKED, choices=[(s, s) for s in PaymentState])
    is_late = models.BooleanField(default=False)
    description = models.CharField(max_length=200)
    person = models.ForeignKey("identity.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    email = EncryptedTextField(blank=True)
    email_index = BlindIndexField(of="email")
    language = models.CharField(max_length=8, default="en")
    return_url = models.CharField(max_length=500)
    reference = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=12)
    url = models.CharField(max_length=2000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    check_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "about_kind", "about_id"],
                condition=Q(state__in=[*sorted(OPEN), "succeeded"], is_late=False),
                name="payment_one_live",
            ),
            models.UniqueConstraint(fields=["organisation", "code"], name="payment_code_once"),
            models.UniqueConstraint(
                fields=["provider", "reference"], condition=~Q(reference=""), name="payment_reference_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(condition=Q(fee__gte=0, fee__lte=F("amount")), name="payment_fee_within"),
            models.CheckConstraint(
                condition=Q(state="succeeded", paid=F("amount")) | (~Q(state="succeeded") & Q(paid=0)),
                name="payment_paid_whole",
            ),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("paid")), name="payment_refunded_within"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "about_kind", "about_id"], name="payment_about"),
            models.Index(fields=["organisation", "-id"], name="payment_newest"),
            models.Index(fields=["check_at"], condition=Q(check_at__isnull=False), name="payment_to_check"),
        ]


class PaymentStep(Tenant):
    """One moment of a payment's life, for those who look after it. ``detail``: never says who paid."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=30)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["payment", "id"], name="payment_step_order")]


class Refund(Tenant):
    """Money on its way back. ``key``: of whoever asked, so that asking twice gives it back once."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    amount = models.BigIntegerField()
    key = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=RefundState.ASKED, choices=[(s, s) for s in RefundState])
    reference = models.CharField(max_length=255, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    check_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "key"], name="refund_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive"),
        ]
        indexes = [models.Index(fields=["check_at"], condition=Q(check_at__isnull=False), name="refund_to_check")]


class Dispute(Tenant):
    """The payer's bank takes the money back, and somebody decides who was right. ``answer_by``: no later counts."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="disputes")
    reference = models.CharField(max_length=255)
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default=DisputeState.OPEN, choices=[(s, s) for s in DisputeState])
    answer_by = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "reference"], name="dispute_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="dispute_amount_positive"),
        ]
