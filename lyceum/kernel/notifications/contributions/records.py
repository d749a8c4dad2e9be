"""What each table of the room says about a person, and so what export and erasure do with it."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_C = PrivacyClass


def _technical(fields: str) -> dict[str, PrivacyClass]:
    return dict.fromkeys(fields.split(), _C.TECHNICAL)


_SENDING = _technical("state attempts try_at claimed_at sent_at provider_id error")

RECORDS = [
    PersonalRecords(
        "notifications.Notification",
        _technical("id created_at organisation person hook kind key thread count subject path in_centre read_at")
        | {"about": _C.CONTENT},
        owner="person",
        what=_("What you were told."),
    ),
    PersonalRecords(
        "notifications.Delivery",
        _technical("id created_at organisation person notification channel") | _SENDING,
        owner="person",
        what=_("Whether messages to you went out."),
    ),
    PersonalRecords(
        "notifications.Preference",
        _technical("id created_at organisation person kind channel on"),
        owner="person",
        what=_("What you want to be told, and by which way."),
    ),
    PersonalRecords(
        "notifications.Letter",
        _technical("id created_at person key") | _SENDING | {"address": _C.IDENTIFYING, "words": _C.SECRET},
        owner="person",
        address="address",
        what=_("Letters to your address, such as codes, until they have gone."),
    ),
    PersonalRecords(
        "notifications.OutboxMessage",
        _technical("id created_at person channel message_id sender headers")
        | dict.fromkeys("recipient subject text html".split(), _C.CONTENT),
        owner="person",
        address="recipient",
        what=_("Messages kept to be read here, where nobody carries them."),
    ),
    PersonalRecords(
        "notifications.Run",
        _technical("id created_at organisation person notification kind step next_at state gathering digest"),
        owner="person",
        what=_("The way that each notification took to you."),
    ),
    PersonalRecords(
        "notifications.RunStep",
        _technical("id created_at organisation person run position channel outcome reason until delivery detail"),
        owner="person",
        what=_("What became of each step of that way, and why."),
    ),
    PersonalRecords(
        "notifications.Occurrence",
        _technical("id created_at organisation person notification kind key"),
        owner="person",
        what=_("What was gathered into one notification."),
    ),
    PersonalRecords(
        "notifications.Device",
        _technical("id created_at person user_agent last_used_at")
        | dict.fromkeys("endpoint endpoint_index p256dh auth".split(), _C.SECRET),
        owner="person",
        what=_("Your devices that take notifications."),
    ),
    PersonalRecords(
        "notifications.Phone",
        _technical("id created_at person verified_at code_sent_at code_tries")
        | {"number": _C.IDENTIFYING, "number_index": _C.SECRET, "code_digest": _C.SECRET},
        owner="person",
        what=_("The number that takes text messages for you."),
    ),
    PersonalRecords(
        "notifications.QuietHours",
        _technical("person starts_at ends_at days holds_mail digest_at"),
        owner="person",
        what=_("Your quiet hours, and when your digest comes."),
    ),
    PersonalRecords(
        "notifications.MailEvent",
        _technical("id created_at organisation person delivery fact at kind event_id")
        | {"link": _C.CONTENT, "detail": _C.CONTENT},
        owner="person",
        what=_("What became of mails to you: delivered, opened, refused."),
    ),
    PersonalRecords(
        "notifications.StoppedAddress",
        _technical("id created_at why") | {"address": _C.IDENTIFYING, "detail": _C.CONTENT},
        address="address",
        what=_("That your address takes no mail any more."),
    ),
    PersonalRecords(
        "notifications.ChatHook",
        dict.fromkeys("id created_at organisation app name url kinds language stopped_at".split(), _C.NONE),
    ),
    PersonalRecords(
        "notifications.OrganisationDefault",
        dict.fromkeys("id created_at organisation kind channel on".split(), _C.NONE),
    ),
    PersonalRecords("notifications.Tally", dict.fromkeys("id channel outcome count".split(), _C.NONE)),
]
