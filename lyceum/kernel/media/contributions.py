from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    MenuEntry,
    Permission,
    PersonalRecords,
    PrivacyClass,
)
from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS
from lyceum.kernel.media.actions.forgetting import forget_files
from lyceum.kernel.media.demo import demo
from lyceum.kernel.media.queries.file import bytes_within

_FIELDS = {
    "id": PrivacyClass.TECHNICAL,
    "created_at": PrivacyClass.TECHNICAL,
    "organisation": PrivacyClass.TECHNICAL,
    "owner": PrivacyClass.IDENTIFYING,
    "purpose": PrivacyClass.TECHNICAL,
    "name": PrivacyClass.CONTENT,
    "content_type": PrivacyClass.TECHNICAL,
    "size": PrivacyClass.TECHNICAL,
    "stored_size": PrivacyClass.TECHNICAL,
    "sha256": PrivacyClass.TECHNICAL,
    "visibility": PrivacyClass.TECHNICAL,
    "group_ids": PrivacyClass.TECHNICAL,
    "width": PrivacyClass.TECHNICAL,
    "height": PrivacyClass.TECHNICAL,
    "variants": PrivacyClass.TECHNICAL,
    "state": PrivacyClass.TECHNICAL,
    "replaces": PrivacyClass.TECHNICAL,
    "expires_at": PrivacyClass.TECHNICAL,
    "deleted_at": PrivacyClass.TECHNICAL,
}

contributions = Contributions(
    holdings={"storage": bytes_within},
    permissions=(
        Permission("media.store", _("Upload files"), EVERYONE),
        Permission("media.manage", _("Look after the organisation's files"), GOVERNORS),
        Permission("media.brand", _("Change the organisation's logo"), GOVERNORS),
    ),
    menu=(MenuEntry(_("Files"), "media:storage", "folder", permission="media.manage", order=80, section="manage"),),
    demo=demo,
    facts={
        "media.file_stored": _("Uploaded a file"),
        "media.file_deleted": _("Deleted a file"),
        "media.file_restored": _("Brought a file back"),
        "media.portrait_changed": _("Changed their picture"),
        "media.logo_changed": _("Changed the logo"),
    },
    erase=forget_files,
    personal=(
        PersonalRecords(
            "media.StoredFile",
            _FIELDS,
            owner="owner",
            what=_("Files and pictures you uploaded."),
        ),
    ),
)
