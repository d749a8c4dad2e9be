"""How the rows of organisations belong to people: what export gives, what erasure takes."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_C = PrivacyClass

RECORDS = (
    PersonalRecords(
        "identity.Organisation",
        dict.fromkeys(
            "id created_at slug name kind description language time_zone hue logo_id domains member_role is_public "
            "suspended_at closed_at".split(),
            _C.NONE,
        ),
        on_erasure="keep",
        kept_because=_("It belongs to all its members."),
    ),
    PersonalRecords(
        "identity.Membership",
        {
            **dict.fromkeys("id created_at organisation person roles expires_at suspended_at".split(), _C.TECHNICAL),
            "title": _C.CONTENT,
            "sort_key": _C.IDENTIFYING,
        },
        owner="person",
        what=_("Your place in each organisation: roles, title, until when."),
    ),
    PersonalRecords(
        "identity.Presence",
        dict.fromkeys("id created_at organisation person process seen_at".split(), _C.TECHNICAL),
        owner="person",
        what=_("In which organisations you have a page open at this moment."),
    ),
    PersonalRecords(
        "identity.Group",
        dict.fromkeys("id created_at organisation name description sort_key".split(), _C.NONE),
        on_erasure="keep",
        kept_because=_("It belongs to all its members."),
    ),
    PersonalRecords(
        "identity.GroupMembership",
        dict.fromkeys("id created_at organisation group membership leads".split(), _C.TECHNICAL),
        owner="membership__person",
        what=_("The groups you are in."),
    ),
    PersonalRecords(
        "identity.Invitation",
        {
            **dict.fromkeys(
                "id created_at organisation roles group_ids invited_by sent_at expires_at accepted_at accepted_by "
                "revoked_at".split(),
                _C.TECHNICAL,
            ),
            **dict.fromkeys(["email", "name"], _C.IDENTIFYING),
            **dict.fromkeys(["nonce", "token_digest"], _C.SECRET),
        },
        owner="accepted_by",
        address="email",
        what=_("Invitations sent to your address."),
    ),
)
