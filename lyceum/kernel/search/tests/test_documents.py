from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.documents import Cover, add_document
from lyceum.kernel.search.queries.documents import page_text
from lyceum.kernel.search.queries.retrieval import passages_for

COURSE = """# Optique

## La lumière

La lumière se propage en ligne droite dans un milieu homogène. On appelle rayon lumineux le chemin qu'elle suit.

## La réfraction

La réfraction est le changement de direction d'un rayon lumineux à la surface entre deux milieux transparents.
"""


def upload(text: str = COURSE, name: str = "optique.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def test_a_document_is_read_by_a_job_and_then_quoted(world: World, run_jobs: Callable[[], int]) -> None:
    teacher = world.as_role(Role.TEACHER)
    document = add_document(teacher, upload(), Cover("Optique", Audience(group_ids=frozenset({world.group.id}))))
    assert (document.state, document.version) == ("waiting", 0)
    assert passages_for(teacher, "réfraction", [document.id]) == []
    run_jobs()
    document.refresh_from_db()
    assert (document.state, document.version, document.progress, document.language) == ("ready", 1, 2, "fr")
    (found, *_) = passages_for(world.student, "Qu'est-ce que la refraction ?", [document.id])
    page = page_text(world.student, document.id, found.page)
    assert (found.label, found.heading) == ("La réfraction", "Optique › La réfraction")
    assert page.text[found.start : found.end] == found.text
    assert found.text.startswith("La réfraction est le changement de direction")
