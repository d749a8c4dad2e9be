"""What the accounts' half gives: the menu of one's own account, and the privacy of its rows."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import MenuEntry, PersonalRecords, PrivacyClass

_C = PrivacyClass

MENU = (
    MenuEntry(_("Profile"), "account_profile", "circle-user", order=10, section="account"),
    MenuEntry(_("Security"), "account_security", "shield-check", order=20, section="account"),
    MenuEntry(_("Where you are signed in"), "account_sign_ins", "monitor", order=30, section="account"),
)

RECORDS = (
    PersonalRecords(
        "identity.Person",
        {
            **dict.fromkeys(["email", "name", "portrait_id"], _C.IDENTIFYING),
            **dict.fromkeys(["language", "time_zone", "theme"], _C.CONTENT),
            "password": _C.SECRET,
            **dict.fromkeys(
                ["id", "created_at", "date_joined", "last_login", "is_active", "is_operator"], _C.TECHNICAL
            ),
        },
        owner="id",
        what=_("Your account: address, name, picture, language, time zone, password as a digest."),
    ),
    PersonalRecords(
        "identity.SignIn",
        {
            **dict.fromkeys(["network", "client"], _C.IDENTIFYING),
            "session_key": _C.SECRET,
            **dict.fromkeys(
                "id created_at person kind method generation seen_at expires_at ended_at".split(), _C.TECHNICAL
            ),
        },
        owner="person",
        what=_("Where and when you signed in: kind of device and shortened network."),
    ),
    PersonalRecords(
        "identity.Remembered",
        dict.fromkeys(["key", "content", "expires_at"], _C.NONE),
        on_erasure="keep",
        kept_because=_("Counts of tries under digests; each is forgotten within minutes."),
    ),
    PersonalRecords(
        "account.EmailAddress",
        {"email": _C.IDENTIFYING, **dict.fromkeys(["id", "user", "verified", "primary"], _C.TECHNICAL)},
        owner="user",
        what=_("Your e-mail addresses, and whether they are proved."),
    ),
    PersonalRecords(
        "account.EmailConfirmation",
        {"key": _C.SECRET, **dict.fromkeys(["id", "email_address", "created", "sent"], _C.TECHNICAL)},
        owner="email_address__user",
        what=_("Letters under way to prove an address."),
    ),
    PersonalRecords(
        "mfa.Authenticator",
        {"data": _C.SECRET, **dict.fromkeys(["id", "user", "type", "created_at", "last_used_at"], _C.TECHNICAL)},
        owner="user",
        what=_("Your passkeys, authenticator app and recovery codes, sealed."),
    ),
    PersonalRecords(
        "socialaccount.SocialAccount",
        {
            **dict.fromkeys(["uid", "extra_data"], _C.IDENTIFYING),
            **dict.fromkeys(["id", "user", "provider", "last_login", "date_joined"], _C.TECHNICAL),
        },
        owner="user",
        what=_("Accounts elsewhere that you linked, and what they said of you."),
    ),
    PersonalRecords(
        "socialaccount.SocialToken",
        {
            **dict.fromkeys(["token", "token_secret"], _C.SECRET),
            **dict.fromkeys(["id", "app", "account", "expires_at"], _C.TECHNICAL),
        },
        owner="account__user",
        what=_("Keys to the accounts elsewhere that you linked."),
    ),
    PersonalRecords(
        "socialaccount.SocialApp",
        dict.fromkeys("id provider provider_id name client_id secret key settings".split(), _C.NONE),
        on_erasure="keep",
        kept_because=_("It says nothing about a person."),
    ),
    PersonalRecords(
        "sessions.Session",
        dict.fromkeys(["session_key", "session_data", "expire_date"], _C.SECRET),
        on_erasure="keep",
        kept_because=_("It is deleted with the sign-in that it belongs to."),
    ),
)
