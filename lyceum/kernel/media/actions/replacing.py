"""A file in another's place: portraits, logos, new versions. The former one can be brought back."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.media.actions.deleting import delete_file
from lyceum.kernel.media.actions.storing import Terms, Upload, store_file
from lyceum.kernel.media.announcements import LogoChanged, PortraitChanged
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.permissions import may_brand
from lyceum.kernel.media.queries.file import own_file
from lyceum.kernel.media.rules.visibility import Visibility


def replace_file(caller: Individual, former_id: UUID, upload: Upload) -> StoredFile:
    """A new version under the same terms; refused unless the caller may delete the former."""
    former = own_file(caller, former_id)
    if former.organisation_id not in {None, getattr(caller, "organisation_id", None)}:
        raise NotFound(_("There is no such file."))  # a version stays in the organisation of the former
    terms = Terms(former.purpose, Visibility(former.visibility), former.group_ids, replaces=former.id)
    file = store_file(caller, upload, terms)
    delete_file(caller, former.id)
    return file


def set_portrait(caller: Individual, upload: Upload | None) -> StoredFile | None:
    """``None`` takes the portrait away."""
    file = store_file(caller, upload, Terms("portrait", Visibility.COMPANIONS)) if upload else None
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=caller.person_id)
        former, person.portrait_id = person.portrait_id, file.id if file else None
        person.save(update_fields=["portrait_id"])
        _retire(caller, former)
        announce(caller, PortraitChanged(person.portrait_id))
    return file


def set_logo(caller: Caller, upload: Upload | None) -> StoredFile | None:
    refuse_unless(may_brand(caller))
    file = store_file(caller, upload, Terms("logo", Visibility.PUBLIC)) if upload else None
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(id=caller.organisation_id)
        former, organisation.logo_id = organisation.logo_id, file.id if file else None
        organisation.save(update_fields=["logo_id"])
        _retire(caller, former)
        announce(caller, LogoChanged(organisation.logo_id))
    return file


def _retire(caller: Individual, former_id: UUID | None) -> None:
    if former_id and StoredFile.objects.filter(id=former_id, deleted_at=None).exists():
        delete_file(caller, former_id)
