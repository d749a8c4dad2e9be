from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.identity.models import Person
from lyceum.kernel.privacy.actions.erasing import cancel_erasure, request_erasure
from lyceum.kernel.privacy.actions.exporting import request_export
from lyceum.kernel.privacy.models import Erasure, Export
from lyceum.kernel.privacy.permissions import AUDIT
from lyceum.kernel.privacy.queries.departure import waiting_erasure
from lyceum.kernel.privacy.queries.export import last_exports
from lyceum.kernel.privacy.queries.trail import TrailRow, Wish, trail_of

router = Router()


class ExportOut(Schema):
    id: UUID
    state: str
    percent: int
    expires_at: datetime | None
    link: str


class ErasureOut(Schema):
    id: UUID
    due_at: datetime


class Farewell(Schema):
    confirm: str


class FactOut(Schema):
    id: UUID
    at: datetime
    kind: str
    label: str
    actor_id: UUID | None
    actor: str
    details: dict[str, Any]
    network: str
    client: str
    request_id: str


class FactsOut(Schema):
    items: list[FactOut]
    next: UUID | None


@router.post("/me/export", response={202: ExportOut})
@operation(SIGNED_IN)
def post_export(caller: Individual, request: HttpRequest) -> Status[dict[str, Any]]:
    """Ask for a copy of all that is kept of you. It is made in the background."""
    return Status(202, _export(request_export(caller)))


@router.get("/me/export", response=ExportOut)
@operation(SIGNED_IN)
def get_export(caller: Individual, request: HttpRequest) -> dict[str, Any]:
    """Your last copy; ``link`` leads to the archive once it is ready, for seven days."""
    exports = last_exports(caller)
    if not exports:
        raise NotFound(_("You have not asked for a copy yet."))
    return _export(exports[0])


@router.delete("/me", response={202: ErasureOut})
@operation(SIGNED_IN)
def delete_me(caller: Individual, request: HttpRequest, farewell: Farewell) -> Status[Erasure]:
    """Delete your account, seven days from now. ``confirm`` is your e-mail address."""
    email = Person.objects.get(id=caller.person_id).email
    if farewell.confirm.strip().lower() != email.lower():
        message = _("This is not the address of your account.")
        raise Invalid(message, fields={"confirm": [message]})
    return Status(202, request_erasure(caller))


@router.get("/me/erasure", response=ErasureOut)
@operation(SIGNED_IN)
def get_erasure(caller: Individual, request: HttpRequest) -> Erasure:
    erasure = waiting_erasure(caller)
    if erasure is None:
        raise NotFound(_("Your account is not about to be deleted."))
    return erasure


@router.delete("/me/erasure", response={204: None})
@operation(SIGNED_IN)
def delete_erasure(caller: Individual, request: HttpRequest) -> Status[None]:
    """Change your mind: the account stays."""
    cancel_erasure(caller)
    return Status(204, None)


@router.get("/audit", response=FactsOut)
@operation(may(AUDIT))
def list_facts(
    caller: Caller, request: HttpRequest, kind: str = "", who: str = "", after: UUID | None = None, limit: int = 20
) -> dict[str, Any]:
    """The organisation's audit trail, newest first."""
    rows, following = trail_of(caller, Wish(who=who, kind=kind, after=after, limit=max(1, min(limit, 100))))
    return {"items": [_fact(row) for row in rows], "next": following}


def _export(export: Export) -> dict[str, Any]:
    link = reverse("media:file", args=[export.file_id, "original"]) if export.is_fetchable else ""
    said = ("id", "state", "percent", "expires_at")
    return {name: getattr(export, name) for name in said} | {"link": link}


def _fact(row: TrailRow) -> dict[str, Any]:
    names = FactOut.model_fields
    return {name: getattr(row, name) for name in names} | {"label": str(row.label)}
