"""A file that goes along with a mail, whoever carries it."""

from base64 import b64decode
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.notifications.adapters import embedded, sendgrid, smtp
from lyceum.kernel.notifications.models import OutboxMessage
from lyceum.kernel.notifications.ports import Mail
from lyceum.kernel.notifications.tests.loopback import loopback

FILE = Enclosure("appointment.ics", "text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nSUMMARY:Été\r\n".encode())
LETTER = Mail(
    "1", "Lyceum <no-reply@example.org>", "ada@example.org", "Agreed", "Text", "<p>Text</p>", enclosed=(FILE,)
)


def test_by_smtp_it_is_a_part_that_mail_readers_take_for_an_invitation() -> None:
    sent: Any = message_from_bytes(smtp._message(LETTER).message().as_bytes(), policy=default)
    (part,) = [one for one in sent.walk() if one.get_content_type() == "text/calendar"]
    assert isinstance(part, EmailMessage)
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "appointment.ics")
    assert part.get_content().splitlines() == ["BEGIN:VCALENDAR", "SUMMARY:Été"]


def test_to_sendgrid_it_goes_in_base64(settings: Any) -> None:
    with loopback() as server:
        settings.NOTIFY_LOCAL_SERVERS = [server.host]
        settings.SENDGRID = {"key": "SG.secret", "address": server.address}
        with sendgrid.Sender() as carrier:
            carrier.send(LETTER)
        (sent,) = server.asked[0].json["attachments"]
    assert (sent["filename"], sent["type"], b64decode(sent["content"])) == (FILE.name, FILE.content_type, FILE.content)


def test_what_is_kept_shows_it(db: None) -> None:
    with embedded.Sender() as carrier:
        carrier.send(LETTER)
    assert OutboxMessage.objects.get().headers == {"Enclosed appointment.ics": FILE.content.decode()}
