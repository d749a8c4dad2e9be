"""Whom a visitor of the demo may be, one for each role."""

from lyceum.kernel.foundation.demo import Account
from lyceum.kernel.identity.demo.script import email_of, scripts

_ACCOUNTS = (
    ("Hélène Marchand", "owner", "ampere"),
    ("Karim Benali", "teacher", "ampere"),
    ("Inès Lopez", "student", "ampere"),
    ("Astrid Nyberg", "coach", "nordic"),
    ("Jonas Lindqvist", "athlete", "nordic"),
    ("Daniel Okafor", "organiser", "northside"),
    ("Owen Griffiths", "attendee", "northside"),
    ("Odile Maréchal", "learner", "babel"),
    ("Camille Rousseau", "learner, attendee", "babel"),
    ("Olivier Garnier", "administrator", "ampere"),
    ("Julien Caron", "support", "ampere"),
)
OPERATOR = "Alix Verdier"


def accounts() -> list[Account]:
    organisations = {script.slug: script.name for script in scripts()}
    made = [Account(name, email_of(name), role, organisations[slug]) for name, role, slug in _ACCOUNTS]
    return [*made, Account(OPERATOR, email_of(OPERATOR), "operator", "Lyceum")]
