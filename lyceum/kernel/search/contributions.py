from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    Permission,
    PersonalRecords,
    PrivacyClass,
    SearchKind,
)
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS
from lyceum.kernel.search.demo import demo
from lyceum.kernel.search.interface.subscribers import refresh_group, refresh_member, refresh_vectors
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
_CHAIN_FACTS = ("link_added", "link_changed", "link_moved", "link_removed")
_GROUP_FACTS = ("group_made", "group_changed", "group_deleted")


def _unnamed(fields: str) -> dict[str, PrivacyClass]:
    """Of a document, not of a person."""
    return dict.fromkeys(("id", "created_at", "organisation", *fields.split()), PrivacyClass.NONE)


contributions = Contributions(
    demo=demo,
    permissions=[
        Permission("search.add_documents", _("Add documents that answers may quote"), GOVERNORS | LEADERS),
        Permission("search.manage_documents", _("Look after everybody's documents"), GOVERNORS),
    ],
    facts={
        "search.document_added": _("Added a document"),
        "search.document_read": _("A document can be used"),
        "search.document_revised": _("A document has a new version"),
        "search.document_refused": _("A document could not be read"),
        "search.document_removed": _("Removed a document"),
    },
    search=[
        SearchKind("member", _("People"), "user", member_entries),
        SearchKind("group", _("Groups"), "users", group_entries),
    ],
    subscribers={f"identity.{fact}": [refresh_member] for fact in _MEMBER_FACTS}
    | {f"identity.{fact}": [refresh_group] for fact in _GROUP_FACTS}
    | {f"ai.{fact}": [refresh_vectors] for fact in _CHAIN_FACTS},
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
        ),
        PersonalRecords(
            model="search.Document",
            owner="owner",
            fields=dict.fromkeys(
                ("id created_at organisation owner language state reason progress expected version audience").split(),
                PrivacyClass.TECHNICAL,
            )
            | {"title": PrivacyClass.CONTENT},
            on_erasure="keep",
            kept_because=_("What is taught from it stays; it no longer says who added it."),
            what=_("Documents you added for others to learn from."),
        ),
        PersonalRecords(
            "search.DocumentVersion",
            _unnamed("document number file format sha256 pages passages words read_at embedded_by"),
        ),
        PersonalRecords("search.Page", _unnamed("version number label text")),
        PersonalRecords("search.Passage", _unnamed("version number page start end heading text words")),
        PersonalRecords("search.Embedding", _unnamed("version number model")),
        PersonalRecords(
            "search.CatalogueEntry",
            _unnamed(
                "kind object_id title text path language picture labels starts_at ends_at time_zone latitude longitude "
                "price currency left names name_keys name_words words updated_at"
            ),
        ),
        PersonalRecords("search.CatalogueMeaning", _unnamed("entry model digest")),
        PersonalRecords("search.CatalogueWord", dict.fromkeys(("word", "trigrams", "entries"), PrivacyClass.NONE)),
        PersonalRecords("search.Posting", _unnamed("version word places")),
    ],
)
