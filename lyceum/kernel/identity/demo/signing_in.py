"""People come and go: the history of sign-ins of those whom a visitor may be."""

from datetime import datetime, timedelta

from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.caller import Origin
from lyceum.kernel.identity.actions.sign_in import end_sign_in, open_sign_in
from lyceum.kernel.identity.demo.accounts import accounts
from lyceum.kernel.identity.demo.cast import Cast
from lyceum.kernel.identity.models import SignIn

_PLACES = (
    (Origin("198.51.100.0/24", "Safari on Mac", "demo"), "password"),
    (Origin("203.0.113.0/24", "Safari on iPhone", "demo"), "code"),
    (Origin("192.0.2.0/24", "Firefox on Linux", "demo"), "passkey"),
)
_LASTED = timedelta(hours=2)


def sign_in_for_weeks(cast: Cast) -> None:
    """Each from two places; all of these sign-ins have ended."""
    for number, account in enumerate(accounts()):
        for turn, (origin, method) in enumerate(_PLACES[number % 2 :][:2]):
            moment = cast.day(30 - 13 * turn - number % 4, hour=8 + (number + turn) % 10)
            _sign_in_once(cast, account.name, origin, method, moment)


def _sign_in_once(cast: Cast, name: str, origin: Origin, method: str, moment: datetime) -> None:
    person = cast.individual(name, origin)
    with at(moment):
        sign_in = open_sign_in(person, SignIn.Kind.BROWSER, method)
    SignIn.objects.filter(id=sign_in.id).update(seen_at=moment + _LASTED)
    with at(moment + _LASTED):
        end_sign_in(person, sign_in.id)
