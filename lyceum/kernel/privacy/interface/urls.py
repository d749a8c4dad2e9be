from django.urls import path

from lyceum.kernel.privacy.interface import account_pages, trail_pages

app_name = "privacy"
urlpatterns = [
    path("privacy/", account_pages.notice, name="notice"),
    path("account/privacy/", account_pages.privacy, name="privacy"),
    path("account/privacy/export/", account_pages.export, name="export"),
    path("account/privacy/erasure/", account_pages.erasure, name="erasure"),
    path("account/privacy/erasure/cancellation/", account_pages.erasure_cancellation, name="erasure_cancellation"),
    path("account/activity/", account_pages.activity, name="activity"),
    path("audit/", trail_pages.trail, name="trail"),
    path("audit/facts.csv", trail_pages.trail_table, name="trail_table"),
    path("audit/proof/", trail_pages.proof, name="proof"),
]
