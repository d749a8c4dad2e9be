"""What a page says of itself, and how often."""

from collections.abc import Callable

import pytest

from tests.journeys.visit import Visit

pytestmark = pytest.mark.journey


def test_what_is_said_again_takes_the_place_of_what_was_said(visit: Callable[..., Visit]) -> None:
    """A page left open after its sign-in has ended asks for one fragment after another, and each is refused."""
    ines = visit("fr")
    ines.sign_in("Inès Lopez")
    ines.go("/ampere/notices/")
    ines.expected = {401, 404}  # of pictures that a page asks for in vain, once nobody is signed in
    ines.context.clear_cookies()
    for times in (1, 2, 3):
        with ines.page.expect_response(lambda answer: answer.status == 401):
            ines.page.evaluate("document.body.dispatchEvent(new CustomEvent('live:notifications'))")
        ines.page.wait_for_function("document.querySelectorAll('toast-note').length > 0")
        ines.page.wait_for_timeout(200)
        assert ines.page.locator("#toasts toast-note").count() == 1, times
