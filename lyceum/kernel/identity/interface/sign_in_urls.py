"""Signing in and one's own account, under ``/account/``. The names are allauth's own, in no namespace."""

from django.urls import include, path

from lyceum.kernel.identity.interface import account_pages

urlpatterns = [
    path("account/", account_pages.account, name="account"),
    path("account/profile/", account_pages.profile, name="account_profile"),
    path("account/security/", account_pages.security, name="account_security"),
    path("account/sign-ins/", account_pages.sign_ins, name="account_sign_ins"),
    path("account/sign-ins/<uuid:sign_in_id>/end/", account_pages.sign_in_end, name="account_sign_in_end"),
    path("account/sign-ins/others/end/", account_pages.other_sign_ins_end, name="account_other_sign_ins_end"),
    path("account/demo/", account_pages.demo, name="account_demo"),
    path("account/", include("lyceum.kernel.identity.adapters.allauth.routes")),
]
