from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.models import Document
from lyceum.kernel.search.tests import files

API = "/ampere/api/v1/documents"
TEXT = "La lumière <b>va</b> tout droit dans un milieu homogène."


@pytest.fixture
def teacher(world: World) -> Client:
    browser: Client = world.browser(world.members[Role.TEACHER])
    return browser


def posted(browser: Client, body: bytes, name: str, **more: object) -> dict[str, object]:
    answer = browser.post(API, {"file": SimpleUploadedFile(name, body), **more})
    assert answer.status_code == 201, answer.content
    content: dict[str, object] = answer.json()
    return content


def test_a_document_by_rest_from_upload_to_citation(teacher: Client, run_jobs: Callable[[], int]) -> None:
    made = posted(teacher, TEXT.encode(), "optique.txt", title="Optique", id=str(new_identifier()))
    assert (made["title"], made["state"], made["version"]) == ("Optique", "waiting", 0)
    run_jobs()
    document = teacher.get(f"{API}/{made['id']}").json()
    assert (document["state"], document["progress"], document["language"]) == ("ready", 1, "fr")
    assert [row["id"] for row in teacher.get(API).json()["items"]] == [made["id"]]
    assert teacher.get(f"{API}/{made['id']}/pages").json() == [{"number": 1, "label": "1"}]
    page = teacher.get(f"{API}/{made['id']}/pages/1").json()
    assert page == {"number": 1, "label": "1", "version": 1, "text": TEXT}
    (found,) = teacher.get(f"{API}/passages?q=lumiere&document_id={made['id']}").json()
    assert page["text"][found["start"] : found["end"]] == found["text"] == TEXT
    newer = teacher.post(
        f"{API}/{made['id']}/versions", {"file": SimpleUploadedFile("b.pdf", files.pdf(files.PICTURE))}
    )
    assert newer.status_code == 201
    run_jobs()
    refused = teacher.get(f"{API}/{made['id']}").json()
    assert (refused["state"], refused["reason"], refused["version"]) == ("refused", "scan", 1)
    assert refused["why"].startswith("This is a scan")
    assert teacher.delete(f"{API}/{made['id']}").status_code == 204
    assert teacher.get(f"{API}/{made['id']}").status_code == 404


def test_the_page_marks_the_quoted_words(world: World, teacher: Client, run_jobs: Callable[[], int]) -> None:
    made = posted(teacher, TEXT.encode(), "optique.txt")
    run_jobs()
    address = f"/ampere/documents/{made['id']}/1/"
    html = teacher.get(f"{address}?from=3&to=10&version=1").content.decode()
    assert 'La <mark id="quoted">lumière</mark> &lt;b&gt;va&lt;/b&gt; tout droit' in html
    for strange in ("?from=10&to=3", "?from=x&to=²", "?from=0&to=99999", ""):
        assert "<mark" not in teacher.get(address + strange).content.decode().split("<main", 1)[-1]
    assert teacher.get(f"/ampere/documents/{made['id']}/2/").status_code == 404
    assert teacher.get(f"{address}picture/").status_code == 404
    assert world.browser(world.members[Role.STUDENT]).get(address).status_code == 404


def test_a_page_of_a_pdf_is_shown_as_printed(teacher: Client, run_jobs: Callable[[], int]) -> None:
    made = posted(teacher, files.pdf("La page une", "La page deux"), "optique.pdf")
    run_jobs()
    address = f"/ampere/documents/{made['id']}/2/"
    html = teacher.get(address).content.decode()
    assert f'src="{address}picture/?version=1"' in html
    assert f"/ampere/documents/{made['id']}/1/?version=1" in html
    picture = teacher.get(f"{address}picture/?version=1")
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/webp", "private, max-age=86400")
    assert picture.content[8:12] == b"WEBP"


@pytest.mark.parametrize("role", [Role.STUDENT, Role.SUPPORT])
def test_whoever_may_not_add_is_refused(world: World, role: Role) -> None:
    answer = world.browser(world.members[role]).post(API, {"file": SimpleUploadedFile("a.txt", b"a text")})
    assert answer.status_code == 403
    assert Document.objects.count() == 0


def test_documents_by_graphql(world: World, teacher: Client, run_jobs: Callable[[], int]) -> None:
    made = [str(posted(teacher, TEXT.encode(), f"optique {n}.txt")["id"]) for n in range(3)]
    run_jobs()

    def ask(browser: Client, query: str, **given: object) -> dict[str, Any]:
        body = {"query": query, "variables": given}
        answer: dict[str, Any] = browser.post("/ampere/graphql", body, content_type="application/json").json()
        return answer

    told = ask(teacher, "{ documents(limit: 2) { id title state why } }")["data"]["documents"]
    assert [row["id"] for row in told] == [made[2], made[1]]
    assert told[0] | {"id": ""} == {"id": "", "title": "optique 2", "state": "ready", "why": ""}
    one = "query ($id: UUID!) { document(id: $id) { version language createdAt } }"
    assert ask(teacher, one, id=made[0])["data"]["document"]["version"] == 1
    found = """query ($ids: [UUID!]!) {
        passages(question: "lumiere", documentIds: $ids) { documentId page start end text sha256 }
    }"""
    (passage,) = ask(teacher, found, ids=made[:1])["data"]["passages"]
    assert (passage["documentId"], passage["page"], passage["text"]) == (made[0], 1, TEXT)
    student = world.browser(world.members[Role.STUDENT])
    assert ask(student, "{ documents { id } }")["data"]["documents"] == []
    assert ask(student, found, ids=made)["data"]["passages"] == []
    assert ask(student, one, id=made[0])["errors"][0]["extensions"]["code"] == "not_found"
