from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import pdf, picture, upload

BODY = bytes(pdf())
LARGE = b"A page of words. " * 200_000


def address(file: StoredFile, organisation: str = "ampere", variant: str = "original") -> str:
    return f"/{organisation}/files/{file.id}/{variant}".replace("//", "/")


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def who_sees(world: World, file: StoredFile, variant: str = "original") -> set[str]:
    browsers = {role.value: world.browser(world.members[role]) for role in (Role.OWNER, Role.TEACHER, Role.STUDENT)}
    browsers["visitor"] = Client()
    seen = {
        name for name, browser in browsers.items() if browser.get(address(file, variant=variant)).status_code == 200
    }
    stranger = world.browser(world.foreigners[Role.OWNER])
    for organisation in ("nordic", "ampere", ""):
        if stranger.get(address(file, organisation, variant)).status_code == 200:
            seen.add("stranger")
    return seen


@pytest.mark.wish("N6")
def test_each_visibility_opens_to_those_it_names(world: World) -> None:
    caller, inside = world.teacher, {"owner", "teacher", "student"}
    group = (world.group.id,)
    for visibility, groups, expected in (
        (Visibility.PRIVATE, (), {"teacher"}),
        (Visibility.ORGANISATION, (), inside),
        (Visibility.GROUPS, group, {"teacher", "student"}),
    ):
        file = store_file(world.teacher, upload("a.pdf", BODY), Terms("document", visibility, groups))
        assert who_sees(world, file) == expected
    public = store_file(world.teacher, upload("a.png", picture()), Terms("illustration", Visibility.PUBLIC))
    assert who_sees(world, public, "small") == inside | {"visitor", "stranger"}
    portrait = store_file(world.teacher, upload("a.png", picture()), Terms("portrait", Visibility.COMPANIONS))
    assert who_sees(world, portrait, "small") == inside
    assert world.browser(world.members[Role.TEACHER]).get(address(portrait, "", "small")).status_code == 200
    assert caller.person_id == portrait.owner_id


def test_a_document_is_harmless_wherever_it_is_opened(world: World) -> None:
    file = store_file(world.teacher, upload("Cours n°1.pdf", BODY), Terms("document", Visibility.ORGANISATION))
    answer = world.browser(world.members[Role.STUDENT]).get(address(file))
    assert body_of(answer) == BODY
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Cours%20n%C2%B01.pdf"
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"
    assert world.browser(world.members[Role.STUDENT]).get(address(file, variant="small")).status_code == 404


@pytest.mark.wish("N5")
def test_a_public_picture_may_be_kept_by_caches(world: World) -> None:
    file = store_file(world.teacher, upload("a.png", picture()), Terms("illustration", Visibility.PUBLIC))
    answer = Client().get(address(file, "", "large"))
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("public, max-age=86400", "image/webp")
    assert answer["Content-Disposition"].startswith("inline")


def test_unchanged_files_are_not_sent_again(world: World) -> None:
    file = store_file(world.teacher, upload("a.pdf", BODY), Terms("document", Visibility.ORGANISATION))
    browser = world.browser(world.members[Role.STUDENT])
    etag = browser.get(address(file))["ETag"]
    answer = browser.get(address(file), headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert browser.get(address(file), headers={"If-None-Match": '"other"'}).status_code == 200


def test_parts_of_a_file(world: World) -> None:
    file = store_file(world.teacher, upload("a.pdf", BODY), Terms("document", Visibility.ORGANISATION))
    browser, size = world.browser(world.members[Role.STUDENT]), len(BODY)

    def asked(span: str, **headers: str) -> tuple[int, bytes, str]:
        answer = browser.get(address(file), headers={"Range": span, **headers})
        return answer.status_code, answer.getvalue(), answer.get("Content-Range", "")

    assert asked("bytes=2-9") == (206, BODY[2:10], f"bytes 2-9/{size}")
    assert asked("bytes=-4") == (206, BODY[-4:], f"bytes {size - 4}-{size - 1}/{size}")
    assert asked(f"bytes={size}-") == (416, b"", f"bytes */{size}")
    assert asked("bytes=0-1,4-5") == (200, BODY, "")
    assert asked("bytes=2-9", **{"If-Range": '"old"'}) == (200, BODY, "")


def test_nginx_or_the_bucket_may_send_the_bytes(world: World, settings: Any) -> None:
    settings.MEDIA_ACCEL = "/kept/"
    file = store_file(world.teacher, upload("a.pdf", BODY), Terms("document", Visibility.ORGANISATION))
    answer = world.browser(world.members[Role.STUDENT]).get(address(file))
    assert (answer["X-Accel-Redirect"], answer.content) == (f"/kept/{file.key('original')}", b"")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert world.browser(world.foreigners[Role.OWNER]).get(address(file)).status_code == 404


def test_rest_and_graphql(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    sent = {"file": upload("a.pdf", BODY), "purpose": "document", "visibility": "organisation"}
    made = browser.post("/ampere/api/v1/files", sent)
    assert (made.status_code, made.json()["name"], made.json()["size"]) == (201, "a.pdf", len(BODY))
    file_id = made.json()["id"]
    assert browser.get(made.json()["links"]["original"]).status_code == 200
    assert [row["id"] for row in browser.get("/ampere/api/v1/files").json()["items"]] == [file_id]
    query = "query ($id: UUID!) { file(id: $id) { name links { variant } } files { id } }"
    question = {"query": query, "variables": {"id": file_id}}
    answer = browser.post("/ampere/graphql", question, content_type="application/json").json()
    assert answer["data"] == {
        "file": {"name": "a.pdf", "links": [{"variant": "original"}]},
        "files": [{"id": file_id}],
    }
    stranger = world.browser(world.foreigners[Role.OWNER])
    for browser_, expected in ((stranger, 404), (Client(), 401), (browser, 204), (browser, 404)):
        assert browser_.delete(f"/ampere/api/v1/files/{file_id}").status_code == expected
    refused = browser.post("/ampere/api/v1/files", {**sent, "file": upload("a.html", b"<html>", "text/html")})
    assert (refused.status_code, refused.json()["code"]) == (422, "file_refused")


def test_a_repeated_upload_with_an_idempotency_key_is_harmless(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    answers = [
        browser.post(
            "/ampere/api/v1/files",
            {"file": upload("a.txt", LARGE), "purpose": "document"},
            headers={"Idempotency-Key": "upload-1"},
        )
        for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    with scope.entered(world.ampere.id):
        assert StoredFile.objects.count() == 1


def test_pages_change_pictures_and_look_after_files(world: World) -> None:
    student, owner = world.browser(world.members[Role.STUDENT]), world.browser(world.members[Role.OWNER])
    assert student.post("/account/portrait/", {"file": upload("me.png", picture())}).status_code == 302
    bad = student.post("/account/portrait/", {"file": upload("me.png", b"<html>")})
    assert (bad.status_code, "Accepted" in bad.content.decode()) == (422, True)
    assert owner.post("/ampere/logo/", {"file": upload("l.png", picture())}).status_code == 302
    assert student.get("/ampere/storage/").status_code == 403
    file = StoredFile.objects.get(purpose="logo")
    assert "l.webp" in owner.get("/ampere/storage/").content.decode()
    assert owner.post(f"/ampere/storage/{file.id}/", {"state": "deleted"}).status_code == 302
    assert "l.webp" in owner.get("/ampere/storage/?shown=deleted").content.decode()
    assert owner.post(f"/ampere/storage/{file.id}/", {"state": "restored"}).status_code == 302
    assert student.post("/account/portrait/", {"remove": "1"}).status_code == 302


def test_whoever_looks_after_the_space_reads_no_name_of_a_private_file(world: World) -> None:
    store_file(world.student, upload("my diagnosis.png", picture()), Terms("document", Visibility.PRIVATE))
    store_file(world.owner, upload("my draft.png", picture()), Terms("document", Visibility.PRIVATE))
    page = world.browser(world.members[Role.OWNER]).get("/ampere/storage/").content.decode()
    assert ("diagnosis" in page, page.count("Private file"), "my draft" in page) == (False, 1, True)


def test_the_list_asks_the_database_as_often_for_three_files_as_for_one(world: World) -> None:
    browser, asked = world.browser(world.members[Role.OWNER]), []
    for number in (1, 2, 3):
        store_file(world.teacher, upload(f"{number}.pdf", BODY), Terms("document", Visibility.ORGANISATION))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/ampere/storage/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2]
