"""A list of people to invite, checked line by line against the organisation, before anything is done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Invitation, Membership
from lyceum.kernel.identity.queries.group import groups_to_fill
from lyceum.kernel.identity.queries.organisation import organisation_of
from lyceum.kernel.identity.rules.invitation_list import (
    MOST_LINES,
    Line,
    Standing,
    Unreadable,
    parts_of,
    read_list,
    role_named,
    written,
)
from lyceum.kernel.identity.rules.roles import grantable


@dataclass(frozen=True, slots=True)
class CheckedLine:
    line: Line
    roles: frozenset[Role] = frozenset()
    group_ids: tuple[UUID, ...] = ()
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CheckedList:
    lines: list[CheckedLine]

    @property
    def good(self) -> list[CheckedLine]:
        return [line for line in self.lines if not line.faults]

    @property
    def faulty(self) -> list[CheckedLine]:
        return [line for line in self.lines if line.faults]

    @property
    def content(self) -> str:
        """The list as it was read, to be sent back when it is confirmed."""
        return written([checked.line for checked in self.lines])


def check_list(caller: Caller, raw: bytes | str) -> CheckedList:
    try:
        lines = read_list(raw)
    except Unreadable as error:
        raise Invalid(_unreadable(error.reason), fields={"content": [_unreadable(error.reason)]}) from error
    return _Check(caller, lines).checked()


def standing_of(caller: Caller, emails: Iterable[str]) -> dict[str, Standing]:
    """What each address (in small letters) already is here. One whose membership has expired may be invited again."""
    wanted = set(emails)
    invited = Invitation.objects.within(caller).open().annotate(address=Lower("email")).filter(address__in=wanted)
    standing = dict.fromkeys(invited.values_list("address", flat=True), Standing.INVITED)
    members = Membership.objects.within(caller).annotate(
        own=Lower("person__email"), other=Lower("person__emailaddress__email")
    )
    found = members.filter(Q(own__in=wanted) | Q(other__in=wanted)).exclude(
        suspended_at=None, expires_at__lte=timezone.now()
    )
    for own, other, suspended_at in found.values_list("own", "other", "suspended_at"):
        standing |= dict.fromkeys({own, other} & wanted, Standing.SUSPENDED if suspended_at else Standing.MEMBER)
    return standing


class _Check:
    """The lines of one list beside what the organisation already has: four queries, however many lines."""

    def __init__(self, caller: Caller, lines: list[Line]) -> None:
        self.lines = lines
        self.times = Counter(line.email for line in lines)
        self.groups = {group.sort_key: group.id for group in groups_to_fill(caller)}
        self.standing = standing_of(caller, self.times)
        self.grantable = grantable(caller.roles)
        self.usual = Role(organisation_of(caller).member_role)

    def checked(self) -> CheckedList:
        return CheckedList([self._line(line) for line in self.lines])

    def _line(self, line: Line) -> CheckedLine:
        roles = [role_named(name) for name in parts_of(line.roles)] or [self.usual]
        found, missing = self._groups(line.groups)
        faults = [*self._about_address(line), *self._about_roles(line, roles)]
        faults += [_("There is no group «%(name)s» that you may fill.") % {"name": name} for name in missing]
        if len(line.name) > 120:
            faults.append(_("The name is longer than 120 characters."))
        return CheckedLine(line, frozenset(role for role in roles if role), tuple(found), faults)

    def _about_address(self, line: Line) -> list[str]:
        try:
            validate_email(line.email)
        except ValidationError:
            return [_("«%(email)s» is not an e-mail address.") % {"email": line.email}]
        if self.times[line.email] > 1:
            return [_("The address stands in the list more than once.")]
        known = {
            Standing.MEMBER: _("Already a member."),
            Standing.SUSPENDED: _("A suspended member: restore them instead."),
            Standing.INVITED: _("Already invited."),
        }
        return [known[self.standing[line.email]]] if line.email in self.standing else []

    def _about_roles(self, line: Line, roles: list[Role | None]) -> list[str]:
        unknown = [name for name in parts_of(line.roles) if role_named(name) is None]
        faults = [_("There is no role «%(name)s».") % {"name": name} for name in unknown]
        if not unknown and not set(roles) <= self.grantable:
            faults.append(_("You may not give this role."))
        return faults

    def _groups(self, cell: str) -> tuple[list[UUID], list[str]]:
        names = [cell] if normal(cell) in self.groups else parts_of(cell)
        found = [self.groups[normal(name)] for name in names if normal(name) in self.groups]
        return found, [name for name in names if normal(name) not in self.groups]


def _unreadable(reason: str) -> str:
    return {
        "empty": _("There is nobody in this list."),
        "too_big": _("This file is too big: 2 MB at most."),
        "too_many_lines": _("This list has more than %(most)s lines. Part it in two.") % {"most": MOST_LINES},
        "no_email_column": _("No column is called «e-mail». Name the columns in the first line."),
        "not_text": _("This file is not a CSV file. Export it as CSV from your spreadsheet."),
    }[reason]
