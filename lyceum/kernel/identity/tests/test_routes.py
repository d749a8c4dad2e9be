"""Every page of allauth that can be reached has a policy, and is drawn by us; so is every letter and message."""

import re
from pathlib import Path
from typing import Any

import allauth
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN
from lyceum.kernel.identity.adapters.allauth import letters, wording
from lyceum.kernel.identity.adapters.allauth.routes import ROUTE_POLICIES, ROUTES
from lyceum.kernel.identity.tests.factories import World

OURS = Path(__file__).parents[1] / "templates"
# Ways that are switched off: confirmation and reset by link, phones, being a server for others.
OFF = {"email_confirm", "password_reset_key", "phone_verified", "phone_verification_sent"}
THEIRS = "\n".join(path.read_text() for path in Path(allauth.__file__).parent.rglob("*.py") if "idp" not in path.parts)


def named_in_allauth(folder: str) -> set[str]:
    found = set(re.findall(rf'"((?:account|mfa|socialaccount)/{folder}/[\w.]+)"', THEIRS))
    return {name for name in found if name.split("/")[-1].split(".")[0] not in OFF}


def test_every_address_of_allauth_that_is_mounted_has_a_policy() -> None:
    mounted = {
        str(name)
        for name in get_resolver().reverse_dict
        if isinstance(name, str)
        and re.match(r"(account|mfa|socialaccount|openid|apple|facebook|google|usersess)_", name)
    }
    own = {name for name in mounted if name in OWN_PAGES}
    assert own == OWN_PAGES
    assert mounted - own == set(ROUTE_POLICIES)


OWN_PAGES = {
    "account_profile",
    "account_security",
    "account_sign_ins",
    "account_sign_in_end",
    "account_other_sign_ins_end",
    "account_demo",
}


@pytest.mark.wish("A27")
@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_for_the_signed_in_sends_others_to_sign_in(method: str) -> None:
    for address, name, _view, policy in ROUTES:
        arguments = [1] if "<int" in address else []
        if policy is SIGNED_IN:
            answer = getattr(Client(), method)(reverse(name, args=arguments))
            expected = (302, "/account/login/") if method == "get" else (401, "")
            assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == expected, name


def test_the_policies_are_the_two_that_there_are() -> None:
    assert set(ROUTE_POLICIES.values()) == {PUBLIC, SIGNED_IN}
    assert len(ROUTES) == len(ROUTE_POLICIES)


def templates_of(view: Any) -> set[str]:
    cls = getattr(view, "view_class", None)
    return {value for name, value in vars(cls).items() if name.startswith("template_name") and value} if cls else set()


def test_every_page_is_drawn_by_us() -> None:
    named = {name for _a, _n, view, _p in ROUTES for name in templates_of(view)}
    named |= {"account/signup_closed.html", "socialaccount/authentication_error.html", "socialaccount/login.html"}
    named |= {"429.html", "account/confirm_email_verification_code.html"}
    assert len(named) > 25
    for name in sorted(named):
        assert str(get_template(name).origin.name).startswith(str(OURS)), name


def test_every_letter_of_allauth_is_written_by_us() -> None:
    assert named_in_allauth("email") == set(letters._LETTERS)


def test_every_message_of_allauth_is_ours_or_left_out() -> None:
    left_out = {
        "account/messages/logged_in.txt",
        "account/messages/login_code_sent.txt",
        "account/messages/email_confirmation_sent.txt",
        "account/messages/cannot_delete_primary_email.txt",
    }
    named = named_in_allauth("messages")
    assert named - wording.MESSAGES.keys() <= left_out
    assert wording.MESSAGES.keys() <= named


@pytest.mark.parametrize("name", ["usersessions_list", "account_confirm_email", "account_reset_password_from_key"])
def test_what_we_do_not_offer_is_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_every_page_opens_in_both_languages(world: World) -> None:
    member = world.members[next(iter(world.members))]
    for language in ("en", "fr"):
        member.person.language = language
        member.person.save()
        browser = world.browser(member)
        for client in (browser, Client(headers={"accept-language": language})):
            for address, name, _view, _policy in ROUTES:
                if "<" not in address:
                    answer = client.get(reverse(name))
                    assert answer.status_code < 500, name
                    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                        assert f'<html lang="{language}"' in answer.content.decode(), name
