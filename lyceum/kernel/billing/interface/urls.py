from django.urls import path

from lyceum.kernel.billing.interface import bank_pages, hooks, pages

app_name = "billing"
urlpatterns = [
    path("plan/", pages.plan, name="plan"),
    path("plan/choice/", pages.choice, name="choice"),
    path("operations/organisations/<uuid:organisation_id>/plan/", pages.grant, name="grant"),
    path("hooks/payments/<slug:provider>", hooks.payments, name="payments_hook"),
    path("bank/<uuid:charge_id>/", bank_pages.bank, name="bank"),
    path("bank/<uuid:charge_id>/card/", bank_pages.card, name="bank_card"),
    path("bank/<uuid:charge_id>/answer/", bank_pages.answer, name="bank_answer"),
]
