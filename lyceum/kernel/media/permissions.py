from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.rules.purposes import Purpose
from lyceum.kernel.media.rules.visibility import Visibility

STORE, MANAGE, BRAND = "media.store", "media.manage", "media.brand"


def may_store(caller: Anyone, purpose: Purpose) -> bool:
    if purpose.personal:
        return isinstance(caller, Individual)
    if not isinstance(caller, Caller):
        return False
    return caller.may(BRAND if purpose.code == "logo" else STORE)


def may_delete(caller: Individual, file: StoredFile) -> bool:
    if file.owner_id == caller.person_id:
        return True
    return may_manage(caller) and file.organisation_id == getattr(caller, "organisation_id", None)


def may_manage(caller: Anyone) -> bool:
    return isinstance(caller, Caller) and caller.may(MANAGE)


def may_brand(caller: Anyone) -> bool:
    return isinstance(caller, Caller) and caller.may(BRAND)


def may_read_name(caller: Caller, file: StoredFile) -> bool:
    """Whoever looks after the space sees who fills it, not what somebody keeps for themselves."""
    return file.visibility not in (Visibility.PRIVATE, Visibility.PLACE) or file.owner_id == caller.person_id
