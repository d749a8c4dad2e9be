"""Drafts of steps and of questions from a document: by rules, and by a model where one is there. A teacher decides."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from lyceum.domains.learning.actions.generating import generated
from lyceum.domains.learning.announcements import ItemsDrafted, ItemsStale, StepChanged
from lyceum.domains.learning.models import Item, Origin, Path, Source, State, Status, Step
from lyceum.domains.learning.rules.drafting.drafting import drafts_of
from lyceum.domains.learning.rules.drafting.page import Draft, PageText, StepDraft
from lyceum.domains.learning.rules.drafting.steps import steps_of
from lyceum.kernel.foundation.actions.announcing import announce, announce_all
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.search.models import Document, Page, Passage
from lyceum.kernel.search.queries.documents import pages_within

BETWEEN_HEADINGS = " › "  # as search keeps the path of headings of a passage


@job(queue="documents")
def draft_items(organisation_id: UUID, source_id: UUID) -> None:
    """Once per version of the document, however often it runs. A model is asked before the transaction opens."""
    source: Source | None = Source.objects.select_related("path", "document").filter(id=source_id).first()
    if source is None or source.drafted_version >= source.document.version:
        return
    pages = pages_of(source.document)
    drafts = drafts_of(pages, _language(source.document))
    made = [(draft, Origin.DRAFTED) for draft in drafts]
    made += [(draft, Origin.GENERATED) for draft in generated(Visitor(organisation_id), source.path, pages)]
    with transaction.atomic():
        _keep(source, pages, made)


@job(queue="documents")
def look_again(organisation_id: UUID, document_id: UUID) -> None:
    """Another version is in use: what it still says word for word moves there, the rest awaits a teacher."""
    with transaction.atomic():
        document = Document.objects.get(id=document_id)
        pages = list(pages_within(organisation_id, document_id))
        rows = Item.objects.filter(document=document, version__lt=document.version).exclude(state=State.REJECTED)
        stale: dict[UUID, int] = {}
        for item in rows.select_related("step").select_for_update(of=("self",)):
            if not _moved(item, document.version, pages):
                item.state = State.STALE
                stale[item.step.path_id] = stale.get(item.step.path_id, 0) + 1
            item.save()
        announce_all(Visitor(organisation_id), [ItemsStale(path_id, count) for path_id, count in stale.items()])


def draft_from(organisation_id: UUID, document_id: UUID) -> None:
    """Everywhere where the document is a source."""
    for source in Source.objects.filter(organisation_id=organisation_id, document_id=document_id):
        draft_items.later(organisation_id=organisation_id, source_id=source.id)


def pages_of(document: Document) -> list[PageText]:
    """The pages of the version in use, each with the headings under which it begins."""
    pages = list(pages_within(document.organisation_id, document.id))
    firsts = Passage.objects.filter(version__document=document, version__number=document.version)
    headings = dict(firsts.order_by("page", "-start").values_list("page", "heading"))
    return [PageText(page.number, page.text, _headings(headings.get(page.number, ""))) for page in pages]


def _headings(path: str) -> tuple[str, ...]:
    return tuple(heading for heading in path.split(BETWEEN_HEADINGS) if heading)


def _language(document: Document) -> str:
    return document.language if document.language in {"fr", "en"} else "fr"


def _keep(source: Source, pages: Sequence[PageText], made: Iterable[tuple[Draft, Origin]]) -> None:
    path: Path = Path.objects.select_for_update().get(id=source.path_id)
    source.refresh_from_db()
    if source.drafted_version >= source.document.version:
        return
    steps = _steps(path, source, steps_of(pages, _language(source.document)))
    known = set(Item.objects.filter(step__path=path, document=source.document).values_list("quote", "kind"))
    items = [
        _item(source, _step_at(steps, source, draft.span.page), draft, origin)
        for draft, origin in made
        if steps and (draft.span.text, draft.content.kind.value) not in known
    ]
    Item.objects.bulk_create(items)
    source.drafted_version = source.document.version
    source.save(update_fields=["drafted_version"])
    announce(Visitor(path.organisation_id), ItemsDrafted(path.id, len(items)))
    push(f"organisation:{path.organisation_id}:documents", "refresh", id=source.document_id)


def _steps(path: Path, source: Source, proposed: Sequence[StepDraft]) -> list[Step]:
    """Steps of a path that nobody sees yet are made from the headings; students' steps are never touched."""
    steps = list(path.steps.all())
    if path.status != Status.DRAFT or any(step.document_id == source.document_id for step in steps):
        return steps
    if not proposed and steps:
        return steps
    last = source.document.versions.filter(number=source.document.version).values_list("pages", flat=True).first() or 1
    wanted = proposed or [StepDraft(source.document.title, 1, last, "")]
    new = [
        Step(
            organisation_id=path.organisation_id,
            path=path,
            position=position,
            title=draft.title[:160],
            objective=draft.objective[:400],
            document=source.document,
            first_page=draft.first_page,
            last_page=draft.last_page,
        )
        for position, draft in enumerate(wanted, start=len(steps))
    ]
    Step.objects.bulk_create(new)
    announce_all(Visitor(path.organisation_id), [StepChanged(path.id, step.id) for step in new])
    return steps + new


def _step_at(steps: Sequence[Step], source: Source, page: int) -> Step:
    """The one whose pages they are, else the last of the path."""
    for step in steps:
        if step.document_id == source.document_id and (step.first_page or 1) <= page <= (step.last_page or page):
            return step
    return steps[-1]


def _item(source: Source, step: Step, draft: Draft, origin: Origin) -> Item:
    span = draft.span
    item = Item(
        organisation_id=source.organisation_id,
        step=step,
        position=span.page * 1000 + round(100 * (1 - draft.worth)),
        origin=origin,
        document=source.document,
        version=source.document.version,
        page=span.page,
        start=span.start,
        end=span.end,
        quote=span.text,
        worth=draft.worth,
    )
    item.ask(draft.content)
    return item


def _moved(item: Item, version: int, pages: Sequence[Page]) -> bool:
    nearest = sorted(pages, key=lambda page: abs(page.number - item.page))
    for page in nearest:
        at = page.text.find(item.quote) if item.quote else -1
        if at >= 0:
            item.version, item.page, item.start, item.end = version, page.number, at, at + len(item.quote)
            return True
    return False
