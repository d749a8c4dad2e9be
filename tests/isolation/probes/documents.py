"""Documents, with a version and a page of another organisation that point at this one's."""

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.search.actions.documents import Cover, add_document
from lyceum.kernel.search.models import Document, DocumentVersion, Page
from lyceum.kernel.search.queries.documents import document_to_change, page_text, version_for
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def kept_here(samples: Samples) -> Document:
    found: Document = Document.objects.get(id=samples.parts["document_id"])
    return found


def kept_elsewhere(samples: Samples) -> Document:
    """The insider's own, in the other organisation."""
    house = samples.house
    made: Document = Document.objects.create(
        organisation=house.abroad.organisation,
        owner=house.here.insider.person,
        title="A title",
        language="en",
        version=1,
    )
    return made


def second_version(samples: Samples, document: Document) -> DocumentVersion:
    made: DocumentVersion = DocumentVersion.objects.create(
        organisation=samples.house.abroad.organisation,
        document=document,
        number=2,
        format="text",
        sha256="1" * 64,
        read_at=timezone.now(),
    )
    return made


@probe("search.actions.documents.add_document")
def a_document_of_another_organisation_is_not_what_was_added_before(samples: Samples) -> None:
    with pytest.raises(NotFound):
        add_document(insider(samples), new_identifier(), Cover(id=kept_elsewhere(samples).id))


@probe("search.queries.documents.document_to_change")
def ones_document_elsewhere_is_changed_there(samples: Samples) -> None:
    with pytest.raises(NotFound):
        document_to_change(insider(samples), kept_elsewhere(samples).id)


@probe("search.queries.documents.version_for")
def a_foreign_version_is_none_of_the_documents(samples: Samples) -> None:
    document = kept_here(samples)
    second_version(samples, document)
    with pytest.raises(NotFound):
        version_for(insider(samples), document.id, 2)


@probe("search.queries.documents.page_text")
def a_foreign_page_is_none_of_the_documents(samples: Samples) -> None:
    page = Page.objects.get(version_id=samples.parts["version_id"], number=1)
    page.id, page.number, page.organisation = new_identifier(), 9, samples.house.abroad.organisation
    page.save(force_insert=True)
    with pytest.raises(NotFound):
        page_text(insider(samples), kept_here(samples).id, 9)
