from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, PersonalRecords, PrivacyClass, SearchKind
from lyceum.kernel.search.demo import demo
from lyceum.kernel.search.interface.subscribers import refresh_group, refresh_member
from lyceum.kernel.search.queries.people import group_entries, member_entries

_MEMBER_FACTS = (
    "member_joined",
    "roles_changed",
    "member_changed",
    "member_suspended",
    "member_restored",
    "membership_end_set",
    "membership_expired",
    "member_removed",
)
_GROUP_FACTS = ("group_made", "group_changed", "group_deleted")

contributions = Contributions(
    demo=demo,
    search=[
        SearchKind("member", _("People"), "user", member_entries),
        SearchKind("group", _("Groups"), "users", group_entries),
    ],
    subscribers={f"identity.{fact}": [refresh_member] for fact in _MEMBER_FACTS}
    | {f"identity.{fact}": [refresh_group] for fact in _GROUP_FACTS},
    personal=[
        PersonalRecords(
            model="search.SearchEntry",
            owner="person",
            fields={
                "id": PrivacyClass.TECHNICAL,
                "created_at": PrivacyClass.TECHNICAL,
                "updated_at": PrivacyClass.TECHNICAL,
                "organisation": PrivacyClass.TECHNICAL,
                "kind": PrivacyClass.TECHNICAL,
                "object_id": PrivacyClass.TECHNICAL,
                "person": PrivacyClass.TECHNICAL,
                "path": PrivacyClass.TECHNICAL,
                "language": PrivacyClass.TECHNICAL,
                "audience": PrivacyClass.TECHNICAL,
                "title": PrivacyClass.IDENTIFYING,
                "title_key": PrivacyClass.IDENTIFYING,
                "trigrams": PrivacyClass.IDENTIFYING,
                "body": PrivacyClass.CONTENT,
                "words": PrivacyClass.CONTENT,
            },
            what=_("The entry by which members find you."),
        )
    ],
)
