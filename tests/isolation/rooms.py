"""Each room's rows in the house, with a canary in every text, and what its addresses and forms are filled with.

A filler returns (parts of addresses, values of forms and bodies). Every model of an organisation's rows needs a row.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.ai.models import Allowance, Call, Link
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.announcements import MemberJoined
from lyceum.kernel.identity.models import Invitation, Membership, Person, Presence, SignIn
from lyceum.kernel.identity.rules.token import digest_of, token_of
from lyceum.kernel.identity.tests.factories import caller_of
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import picture, upload
from lyceum.kernel.messaging.models import Notice, NoticeRead
from lyceum.kernel.operations.models import Flag
from lyceum.kernel.operations.tests.queue import a_job
from lyceum.kernel.reporting.models import Figure, Publication
from lyceum.kernel.search.actions.catalogue import publish_entries
from lyceum.kernel.search.actions.indexing import Entry, index_entry
from lyceum.kernel.search.actions.keeping import keep_pages
from lyceum.kernel.search.models import CatalogueEntry, CatalogueMeaning, Document, DocumentVersion, Embedding
from lyceum.kernel.search.rules.catalogue import PublicEntry
from lyceum.kernel.search.rules.reading import PageText
from lyceum.kernel.search.tests.files import pdf
from tests.isolation.house import Wing
from tests.isolation.rooms_billing import billing
from tests.isolation.rooms_calendar import calendar
from tests.isolation.rooms_events import events
from tests.isolation.rooms_events_dash import events_figures
from tests.isolation.rooms_events_guests import events_guests
from tests.isolation.rooms_events_hooks import events_hooks
from tests.isolation.rooms_events_links import shop_links
from tests.isolation.rooms_events_organise import events_organise
from tests.isolation.rooms_events_seats import events_seats
from tests.isolation.rooms_exchange import exchange
from tests.isolation.rooms_learning import learning
from tests.isolation.rooms_ledger import ledger
from tests.isolation.rooms_notification_pages import notification_pages
from tests.isolation.rooms_notifications import notifications
from tests.isolation.rooms_payments import payments
from tests.isolation.rooms_talk import talk
from tests.isolation.rooms_video import video

Filled = tuple[dict[str, Any], dict[str, Any]]


def identity(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        invitation = Invitation(
            organisation=wing.organisation, email=f"{wing.offer}.newcomer@example.org", name=wing.offer
        )
        invitation.roles, invitation.expires_at = [Role.STUDENT], timezone.now() + timedelta(days=7)
        token = token_of(settings.SECRET_KEY, invitation.id, invitation.nonce)
        invitation.token_digest = digest_of(token)
        invitation.save()
        Presence.objects.create(
            organisation=wing.organisation, person=wing.student.person, process=new_identifier(), seen_at=timezone.now()
        )
    parts = {
        "membership_id": wing.student.id,
        "group_id": wing.group.id,
        "invitation_id": invitation.id,
        "presence.person": wing.student.person_id,
        **_ids("member changeRoles setTitle suspendMember restoreMember setEnd removeMember", wing.student.id),
        **_ids("group changeGroup deleteGroup", wing.group.id),
        **_ids("sendAgain revokeInvitation", invitation.id),
        "token": token,
        "acceptInvitation.token": token,
        "acceptInvitation.organisation": wing.organisation.slug,
        "organisation_id": wing.organisation.id,
        "sign_in_id": lambda: _sign_in_of(wing.insider.person),
        "endSignIn.id": lambda: _sign_in_of(wing.insider.person),
        "pk": 1,
        "provider_id": "nobody",
    }
    return parts, _identity_values(wing)


def _identity_values(wing: Wing) -> dict[str, Any]:
    values = {"roles": ["student"], "group_ids": [], "confirmed": True, "other_address": True, "slug": "a-new-one"}
    opening = {"kind": "school", "hue": 262, "member_role": "student"}
    doors = "identity:new_organisation identity:settings open_one change openOrganisation changeOrganisation"
    values |= {f"{door}/{field}": value for door in doors.split() for field, value in opening.items()}
    values |= {"theme": "dark", "typed": wing.organisation.slug, "content": "email\nlisted@example.org"}
    return values | {"changeRoles/roles": ["student"], "invite/roles": ["student"]}


def _sign_in_of(person: Person) -> UUID:
    """Theirs of now, as every knock signs in anew; any id will do for whoever has none."""
    return SignIn.objects.filter(person=person).values_list("id", flat=True).last() or new_identifier()


def media(wing: Wing) -> Filled:
    def stored(owner: Membership, text: str, visibility: Visibility) -> StoredFile:
        upload = SimpleUploadedFile(f"{text}.txt", text.encode(), "text/plain")
        return store_file(caller_of(owner), upload, Terms("document", visibility))

    shared = stored(wing.colleague, wing.shared, Visibility.ORGANISATION)
    own = stored(wing.insider, wing.own, Visibility.PRIVATE)
    gone = stored(wing.colleague, wing.shared, Visibility.ORGANISATION)
    with scope.entered(wing.organisation.id):
        StoredFile.objects.filter(id=gone.id).update(deleted_at=timezone.now())
    parts = {"file_id": own.id, "media:storage_file.file_id": shared.id, "variant": "original"}
    values: dict[str, Any] = {"visibility": "private", "purpose": "document"}
    values |= {
        f"{door}/file": lambda: upload("dot.png", picture())
        for door in ("media:portrait", "media:logo", "post_file", "post_file_version")
    }
    return parts | {"keys": []} | _ids("file deleteFile", own.id), values


def search(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        index_entry(wing.organisation.id, Entry("person", wing.student.id, f"{wing.shared} lamp", "/people/"))
        printed = store_file(
            caller_of(wing.colleague), upload("a.pdf", pdf("A lamp")), Terms("course", Visibility.PRIVATE)
        )
        document = Document.objects.create(
            organisation=wing.organisation, owner=wing.insider.person, title=wing.shared, language="en", version=1
        )
        version = DocumentVersion.objects.create(
            organisation=wing.organisation, document=document, number=1, format="pdf", sha256="0" * 64, file=printed
        )
        text = f"The lamp of {wing.shared} stands on the table."
        keep_pages(version, [PageText(1, wing.shared, text, wing.shared)], "en")
        DocumentVersion.objects.filter(id=version.id).update(read_at=timezone.now())
        Embedding.objects.create(organisation=wing.organisation, version=version, number=0, model=wing.shared)
        publish_entries(wing.organisation.id, [PublicEntry("search:lamp", document.id, "A lamp for all", "/lamp/")])
        entry = CatalogueEntry.objects.get(organisation=wing.organisation, object_id=document.id)
        CatalogueMeaning.objects.create(organisation=wing.organisation, entry=entry, model=wing.shared, digest="0")
    parts = {"document_id": document.id, "version_id": version.id, "number": 1, "entry_ids": []}
    parts |= {"document_ids": [str(document.id)]} | _ids("document", document.id)
    given = {f"{door}/file": lambda: upload("lamp.txt", b"A lamp.") for door in ("post_document", "post_version")}
    return parts, {"q": "lamp", "question": "lamp"} | given


def ai(wing: Wing) -> Filled:
    """A provider that is nowhere: whoever tries it is told so."""
    known = {"vendor": "compatible", "model": wing.shared, "address": "https://models.invalid/v1"}
    with scope.entered(wing.organisation.id):
        link = Link.objects.create(organisation=wing.organisation, position=0, key=wing.own, **known)
        Call.objects.create(
            organisation=wing.organisation, question_id=new_identifier(), person=wing.insider.person, task=wing.shared
        )
        Allowance.objects.create(organisation=wing.organisation, daily_questions=100)
    parts = {"link_id": link.id, **_ids("changeAiLink moveAiLink removeAiLink tryAiLink", link.id)}
    chosen = known | {"model": "another", "key": "sk-new", "price_in": None, "price_out": None, "embedding_model": ""}
    values: dict[str, Any] = {"position": 0, "monthly_dollars": "5", "daily_questions": 10}
    for door in ("ai:new_link", "ai:link", "create_ai_link", "put_ai_link", "addAiLink", "changeAiLink"):
        values |= {f"{door}/{name}": value for name, value in chosen.items()}
        values[f"{door}/id"] = str(new_identifier())
    return parts, values


def operations(wing: Wing) -> Filled:
    flag = Flag.objects.create(code=f"flag-{wing.organisation.slug}")
    parts = {"job_id": a_job("failed"), "operations:cancellation.job_id": a_job(), "code": flag.code}
    return parts, {"percentage": 10, "find_person_here/email": wing.student.person.email}


def privacy(wing: Wing) -> Filled:
    """An erasure and an export are a person's, in whichever organisation; those of nobody find nothing."""
    with scope.entered(wing.organisation.id), transaction.atomic():
        fact = announce(caller_of(wing.insider), MemberJoined(wing.insider.id, wing.insider.person_id, []))
    return {"announcement_id": fact.id, "erasure_id": new_identifier(), "export_id": new_identifier()}, {
        "confirm": wing.insider.person.email
    }


def messaging(wing: Wing) -> Filled:
    text = {"organisation": wing.organisation, "author": wing.insider.person, "title": wing.shared, "body": wing.shared}
    with scope.entered(wing.organisation.id, wing.insider.person_id):
        notice = Notice.objects.create(**text, published_at=timezone.now())
        draft = Notice.objects.create(**text | {"title": wing.staff, "body": wing.staff})
        NoticeRead.objects.create(
            organisation=wing.organisation, notice=notice, person=wing.insider.person, read_at=timezone.now()
        )
    parts = {"notice_id": notice.id, "messaging:publication.notice_id": draft.id, "messaging:text.notice_id": draft.id}
    parts |= _ids("notice withdrawNotice markRead", notice.id) | _ids("publishNotice", draft.id)
    values: dict[str, Any] = {"body": "A text", "create_notice/id": str(draft.id), "writeNotice/roles": None}
    for door in ("messaging:new", "messaging:text"):
        values |= {f"{door}/id": str(new_identifier()), f"{door}/roles": ["role:student"]}
    return parts, values


def reporting(wing: Wing) -> Filled:
    """Figures hold no text: their rows are watched."""
    days = {"organisation": wing.organisation, "day": timezone.now().date(), "value": 5, "weight": 5}
    with scope.entered(wing.organisation.id):
        Publication.objects.create(organisation=wing.organisation, codes=["reporting.presence"])
        Figure.objects.create(**days, indicator="reporting.presence")
        for member in Membership.objects.filter(organisation=wing.organisation):
            Figure.objects.create(**days, indicator="reporting.presence", person=member.person)
    return {"ending": "csv"}, {"codes": ["reporting.presence"]}


def _ids(fields: str, identifier: Any) -> dict[str, Any]:
    """For fields of GraphQL, which all call it ``id``."""
    return {f"{field}.id": identifier for field in fields.split()}


FILLERS: list[Callable[[Wing], Filled]] = [
    *(identity, media, ai, notifications, notification_pages, search, operations, privacy, messaging),
    reporting,
    billing,
    payments,
    ledger,
    learning,
    exchange,
    talk,
    video,
    calendar,
    events,
    events_organise,
    events_guests,
    events_hooks,
    events_seats,
    shop_links,
    events_figures,
]
