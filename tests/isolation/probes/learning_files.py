"""Questions that come by a file."""

from lyceum.domains.learning.actions.importing import Arrival, _new, _own_id
from lyceum.domains.learning.models import Item, Source
from lyceum.domains.learning.queries.imports import Incoming, _places
from lyceum.domains.learning.rules.formats.origin import origin_line
from lyceum.domains.learning.rules.formats.report import ImportedItem
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.search.models import Page
from tests.isolation.fabric import SHARED
from tests.isolation.probes.learning_place import Course, learning

CONTENT = Content(Kind.SHORT, "Where?", answers=("There",))
ARRIVAL = Arrival(new_identifier())


def _come_before(at: Course) -> None:
    """Under the same ids, and changed since."""
    sent = Item.objects.get(id=at.item.id)
    sent.id = _own_id(ARRIVAL.id, ImportedItem(CONTENT))
    sent.save(force_insert=True)


def _on_a_page(at: Course) -> None:
    """The path stands on a document that has been read."""
    page = Page.objects.get(text__contains=SHARED, number=1)
    Source.objects.filter(path=at.path).update(document=page.version.document)


def _named(at: Course) -> list[ImportedItem]:
    return [ImportedItem(CONTENT, source=origin_line(SHARED, 1, "stands on the table"))]


learning(
    "actions.importing._new",
    lambda at: _new(at.caller, at.step, ARRIVAL, Incoming(at.step, "", [ImportedItem(CONTENT)], {}, [])),
    first=_come_before,
    moved=(Item,),
)
learning(
    "queries.imports._places",
    lambda at: _places(at.caller, at.step, _named(at)),
    first=_on_a_page,
    moved=(Source, Page),
)
