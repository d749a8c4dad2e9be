"""Paths: those one teaches with, those one studies, and who is on them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Path, Status
from lyceum.domains.learning.permissions import may_change, may_oversee, may_study, may_teach
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed, NotFound
from lyceum.kernel.identity.models import GroupMembership, Membership
from lyceum.kernel.identity.queries.membership import members_of


def taught_paths(caller: Caller) -> QuerySet[Path]:
    """Those the caller may change, newest first; all of the school's for whoever oversees it."""
    rows = Path.objects.within(caller)
    if not may_teach(caller):
        return rows.none()
    if not may_oversee(caller):
        rows = rows.taught_by(caller)
    found: QuerySet[Path] = rows.select_related("author").order_by("-created_at", "-id")
    return found


def studied_paths(caller: Caller) -> QuerySet[Path]:
    """Open paths that were given to the caller, themselves or by a class, by name."""
    rows = Path.objects.within(caller).filter(status=Status.ACTIVE).studied_by(caller)
    found: QuerySet[Path] = rows.order_by("name", "id") if may_study(caller) else rows.none()
    return found


def path_for(caller: Caller, path_id: UUID) -> Path:
    """One that the caller teaches with or studies."""
    found = taught_paths(caller).filter(id=path_id).first() or studied_paths(caller).filter(id=path_id).first()
    if found is None:
        raise NotFound(_("There is no such path, or it is not for you."))
    return found


def taught_path(caller: Caller, path_id: UUID) -> Path:
    """One that the caller may change; who only studies it is told so."""
    found = taught_paths(caller).filter(id=path_id).first()
    if found is None:
        path_for(caller, path_id)
        raise NotAllowed(_("Only its teachers may see and change this."))
    return found


def studied_path(caller: Caller, path_id: UUID) -> Path:
    """One that the caller studies now; a teacher does not answer in a student's place."""
    found = studied_paths(caller).filter(id=path_id).first()
    if found is None:
        path_for(caller, path_id)
        raise NotAllowed(_("This path was not given to you."))
    return found


def path_to_change(caller: Caller, path_id: UUID, edition: int | None = None) -> Path:
    """Locked until the end of the transaction. ``edition``: the one the caller saw; another one since is refused."""
    found: Path | None = Path.objects.within(caller).select_for_update().filter(id=path_id).first()
    if found is None or not may_change(caller, found):
        path_for(caller, path_id)
        raise NotAllowed(_("Only its teachers may see and change this."))
    refuse_stale(edition, found.edition)
    return found


def refuse_stale(seen: int | None, now: int) -> None:
    if seen is not None and seen != now:
        raise Conflict(
            _("Somebody changed this while you were writing. Compare both versions, then save yours again."),
            code="changed_meanwhile",
        )


def students_of(caller: Caller | Visitor, path: Path) -> QuerySet[Membership]:
    """The active members to whom the path was given, themselves or by a class, by name, each once."""
    given = path.given_to
    in_groups = GroupMembership.objects.within(caller).filter(group_id__in=list(given.group_ids), leads=False)
    wanted = Q(person_id__in=list(given.person_ids)) | Q(id__in=in_groups.values("membership_id"))
    return members_of(caller).filter(wanted)
