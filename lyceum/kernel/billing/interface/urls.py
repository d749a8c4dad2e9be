from django.urls import path

from lyceum.kernel.billing.interface import (
    bank_pages,
    hooks,
    invoice_pages,
    pages,
    payment_pages,
    payout_pages,
    watch_pages,
)

app_name = "billing"
urlpatterns = [
    path("plan/", pages.plan, name="plan"),
    path("plan/choice/", pages.choice, name="choice"),
    path("operations/organisations/<uuid:organisation_id>/plan/", pages.grant, name="grant"),
    path("operations/money/", watch_pages.money, name="money"),
    path("operations/money/try/", watch_pages.money_try, name="money_try"),
    path("payments/", payment_pages.payments, name="payments"),
    path("payments/methods/", payment_pages.getting_paid, name="getting_paid"),
    path("payments/methods/account/", payment_pages.connection, name="connection"),
    path("payments/<uuid:payment_id>/", payment_pages.payment, name="payment"),
    path("payments/<uuid:payment_id>/confirmation/", payment_pages.confirmation, name="confirmation"),
    path("payments/<uuid:payment_id>/try/", payment_pages.another_try, name="another_try"),
    path(
        "payments/refunds/<uuid:refund_id>/confirmation/", payment_pages.refund_confirmation, name="refund_confirmation"
    ),
    path("payments/bank/", payout_pages.payouts, name="payouts"),
    path("payments/bank/<uuid:payout_id>/reversal/", payout_pages.payout_reversal, name="payout_reversal"),
    path("hooks/payments/<slug:provider>", hooks.payments, name="payments_hook"),
    path("bank/<uuid:charge_id>/", bank_pages.bank, name="bank"),
    path("bank/<uuid:charge_id>/card/", bank_pages.card, name="bank_card"),
    path("bank/<uuid:charge_id>/answer/", bank_pages.answer, name="bank_answer"),
    path("invoices/", invoice_pages.invoices, name="invoices"),
    path("invoices/seller/", invoice_pages.seller, name="seller"),
    path("invoices/<uuid:invoice_id>/", invoice_pages.invoice, name="invoice"),
    path("invoices/<uuid:invoice_id>/pdf/", invoice_pages.invoice_file, name="invoice_file"),
    path("ledger/", invoice_pages.ledger, name="ledger"),
    path("ledger/<slug:ending>/", invoice_pages.ledger_file, name="ledger_file"),
]
