import sys
from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.documents import (
    Cover,
    add_document,
    remove_document,
    replace_document,
    set_audience,
)
from lyceum.kernel.search.actions.reading import read_version
from lyceum.kernel.search.models import Document, DocumentVersion, Page, Passage, Posting
from lyceum.kernel.search.queries.answering import verified
from lyceum.kernel.search.queries.documents import documents_for, page_text, pages_within
from lyceum.kernel.search.queries.retrieval import passages_for
from lyceum.kernel.search.rules.citation import digest
from lyceum.kernel.search.rules.reading import LARGEST_FILE
from lyceum.kernel.search.tests import files

COURSE = """# Optique

## La lumière

La lumière se propage en ligne droite dans un milieu homogène. On appelle rayon lumineux le chemin qu'elle suit.

## La réfraction

La réfraction est le changement de direction d'un rayon lumineux à la surface entre deux milieux transparents.
"""
Jobs = Callable[[], int]


def upload(body: str | bytes = COURSE, name: str = "optique.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body.encode() if isinstance(body, str) else body)


def facts(world: World) -> list[str]:
    with scope.entered(world.ampere.id):
        kinds = Announcement.objects.filter(kind__startswith="search.").order_by("id")
        return [kind.removeprefix("search.document_") for kind in kinds.values_list("kind", flat=True)]


@pytest.fixture
def teacher(world: World) -> Caller:
    return world.as_role(Role.TEACHER)


@pytest.fixture
def read(world: World, teacher: Caller, run_jobs: Jobs) -> Document:
    document = add_document(teacher, upload(), Cover("Optique", Audience(group_ids=frozenset({world.group.id}))))
    run_jobs()
    document.refresh_from_db()
    return document


def test_a_document_is_read_by_a_job_and_then_quoted(world: World, teacher: Caller, run_jobs: Jobs) -> None:
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
    assert found.sha256 == digest(found.text)
    assert found.text.startswith("La réfraction est le changement de direction")
    assert facts(world) == ["added", "read"]


def test_only_its_audience_reads_it(world: World, teacher: Caller, read: Document) -> None:
    def seen(caller: Caller) -> tuple[int, int]:
        return documents_for(caller, [read.id]).count(), len(passages_for(caller, "homogène", [read.id]))

    assert (seen(world.student), seen(teacher)) == ((1, 1), (1, 1))
    assert seen(world.stranger) == (0, 0)
    scope.enter(world.ampere.id, None)
    set_audience(world.ampere.id, [read.id], Audience(person_ids=frozenset({teacher.person_id})))
    assert (seen(world.student), seen(teacher)) == ((0, 0), (1, 1))
    with pytest.raises(NotFound):
        page_text(world.student, read.id, 1)
    set_audience(world.ampere.id, [read.id], Audience(person_ids=frozenset({world.student.person_id})))
    assert seen(world.student) == (1, 1)
    assert passages_for(world.student, "lumière", []) == []


def test_a_repeat_adds_it_once(world: World, teacher: Caller, run_jobs: Jobs) -> None:
    cover = Cover("Optique", id=new_identifier())
    assert add_document(teacher, upload(), cover).id == add_document(teacher, upload(), cover).id == cover.id
    run_jobs()
    version = DocumentVersion.objects.get()
    for _ in range(2):
        read_version(world.ampere.id, version.id)
    assert (Page.objects.count(), Passage.objects.count()) == (2, 2)
    assert facts(world) == ["added", "read"]


def test_a_new_version_takes_over_once_it_is_read(
    world: World, teacher: Caller, read: Document, run_jobs: Jobs
) -> None:
    newer = COURSE.replace("réfraction", "diffraction")
    replace_document(teacher, read.id, upload(newer))
    assert len(passages_for(teacher, "réfraction", [read.id])) == 1
    run_jobs()
    assert passages_for(teacher, "réfraction", [read.id]) == []
    (found,) = passages_for(teacher, "diffraction", [read.id])
    assert (found.version, found.page) == (2, 2)
    assert "La réfraction est" in page_text(teacher, read.id, 2, version=1).text
    assert [page.number for page in pages_within(world.ampere.id, read.id)] == [1, 2]
    assert facts(world) == ["added", "read", "added", "revised"]


def test_a_refused_version_leaves_the_former_one_in_use(
    world: World, teacher: Caller, read: Document, run_jobs: Jobs
) -> None:
    replace_document(teacher, read.id, upload(files.pdf(files.PICTURE), "scan.pdf"))
    run_jobs()
    read.refresh_from_db()
    assert (read.state, read.reason, read.version) == ("refused", "scan", 1)
    assert len(passages_for(teacher, "réfraction", [read.id])) == 1
    assert facts(world) == ["added", "read", "added", "refused"]


def test_what_is_removed_is_gone_with_its_passages(world: World, teacher: Caller, read: Document) -> None:
    remove_document(teacher, read.id)
    assert [model.objects.count() for model in (Document, DocumentVersion, Page, Passage, Posting)] == [0] * 5
    assert facts(world)[-1] == "removed"


@pytest.mark.parametrize("act", [lambda c, i: replace_document(c, i, upload()), remove_document])
def test_only_its_owner_and_whoever_manages_change_it(
    world: World, read: Document, act: Callable[[Caller, UUID], object]
) -> None:
    with pytest.raises(NotAllowed):
        act(world.student, read.id)
    with pytest.raises(NotFound):
        act(world.as_role(Role.COACH), read.id)
    assert DocumentVersion.objects.count() == 1
    with pytest.raises(NotFound):
        act(world.stranger, read.id)
    act(world.owner, read.id)


def test_a_page_of_the_web_is_read_and_kept_as_text(teacher: Caller, run_jobs: Jobs) -> None:
    page = "<html><h1>Optique</h1><script>alert(1)</script><p>La lumière va tout droit.</p></html>"
    document = add_document(teacher, upload(page, "optique.html"))
    run_jobs()
    version = document.versions.get()
    assert (version.format, version.file.content_type) == ("html", "text/plain")
    assert page_text(teacher, document.id, 1).text == "La lumière va tout droit."


def test_a_file_that_was_deleted_meanwhile_is_said_to_be_missing(teacher: Caller, run_jobs: Jobs) -> None:
    document = add_document(teacher, upload(), Cover(language="klingon"))
    DocumentVersion.objects.update(file=None)
    run_jobs()
    document.refresh_from_db()
    assert (document.state, document.reason, document.language) == ("refused", "missing", "")


def test_a_worker_that_dies_half_way_leaves_nothing_to_undo(
    world: World, teacher: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends a process ends it anywhere: here, after the pages were read and before anything else was written."""
    document = add_document(teacher, upload())
    version = document.versions.get()
    with monkeypatch.context() as patched:
        patched.setattr(DocumentVersion, "save", lambda *_, **__: sys.exit(9))
        with pytest.raises(SystemExit):
            read_version(world.ampere.id, version.id)
    document.refresh_from_db()
    assert (document.state, document.version, Page.objects.count(), Posting.objects.count()) == ("reading", 0, 0, 0)
    read_version(world.ampere.id, version.id)
    document.refresh_from_db()
    assert (document.state, document.version, Page.objects.count()) == ("ready", 1, 2)


def test_a_student_adds_none(world: World) -> None:
    with pytest.raises(NotAllowed):
        add_document(world.student, upload())
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [("film.mp4", b"x", "unknown"), ("cours.pdf", None, "too_large"), ("cours.docx", files.bomb(), "file_refused")],
)
def test_bad_files_are_refused_at_the_door(teacher: Caller, name: str, body: bytes | None, code: str) -> None:
    class Unread(SimpleUploadedFile):
        def read(self, *_: object) -> bytes:
            raise AssertionError("refused before it is read")

    source = upload(body, name) if body is not None else Unread(name, b"")
    source.size = source.size if body is not None else LARGEST_FILE + 1
    with pytest.raises(Invalid) as refused:
        add_document(teacher, source)
    assert (refused.value.code, list(refused.value.fields)) == (code, ["file"])
    assert Document.objects.count() == 0


def test_a_quotation_is_verified_against_the_kept_page(world: World, read: Document) -> None:
    quoted = verified(world.student, read.id, 2, "changement de direction d’un rayon  lumineux")
    assert quoted is not None
    assert quoted.text == "changement de direction d'un rayon lumineux"
    assert page_text(world.student, read.id, 2).text[quoted.start : quoted.end] == quoted.text
    assert verified(world.student, read.id, 2, "changement de direction d'un rayon sonore") is None
    assert verified(world.student, read.id, 1, "changement de direction") is None
