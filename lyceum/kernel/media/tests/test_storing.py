import io
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from PIL import Image

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, TooMany, Unavailable
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.media.actions import storing
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.ports import StoreDown, store
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import (
    HOSTILE_CONTENTS,
    HOSTILE_NAMES,
    archive,
    office,
    pdf,
    picture,
    positioned_photo,
    upload,
)

DOCUMENT = Terms("document", Visibility.ORGANISATION)


def nothing_kept(disk: Path) -> bool:
    return not StoredFile.objects.exists() and not [path for path in disk.rglob("*") if path.is_file()]


@pytest.mark.wish("N6")
@pytest.mark.parametrize(
    ("name", "body", "content_type"),
    [("Cours n°1.pdf", pdf(), "application/pdf"), ("notes.md", b"# Bonjour", "text/plain"), ("a.docx", office(), None)],
)
def test_a_document_is_kept_byte_for_byte(
    world: World, disk: Path, name: str, body: bytes, content_type: str | None
) -> None:
    file = store_file(world.student, upload(name, body), DOCUMENT)
    assert (file.name, file.size, file.state, file.organisation_id) == (name, len(body), "ready", world.ampere.id)
    assert content_type in {file.content_type, None}
    assert b"".join(store().read(file.key("original"))) == body
    fact = Announcement.objects.get(kind="media.file_stored")
    assert (fact.person_id, fact.payload) == (file.owner_id, {"file_id": str(file.id), "purpose": "document"})


@pytest.mark.wish("N6")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_is_drawn_anew_in_three_widths(world: World, kind: str) -> None:
    body = picture(kind, (1200, 600))
    file = store_file(world.teacher, upload(f"vue.{kind}", body), Terms("illustration", Visibility.PUBLIC))
    sizes = {variant: opened(file, variant).size for variant in file.variants}
    assert sizes == {"small": (480, 240), "medium": (960, 480), "large": (1200, 600)}
    assert (file.name, file.content_type, file.width, file.height) == ("vue.webp", "image/webp", 1200, 600)
    assert file.stored_size == sum(file.variants.values())


def test_a_picture_forgets_where_it_was_taken_and_stands_upright(world: World) -> None:
    photo = positioned_photo()
    assert b"SecretCameraMaker" in photo
    file = store_file(world.student, upload("photo.jpg", photo), Terms("document", Visibility.PRIVATE))
    for variant in file.variants:
        body = b"".join(store().read(file.key(variant)))
        assert (b"Secret" in body, b"Exif" in body, dict(opened(file, variant).getexif())) == (False, False, {})
    assert (file.width, file.height) == (200, 400)


def test_a_transparent_picture_stays_so_and_a_portrait_is_square(world: World) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(out, "PNG")
    file = store_file(world.student, upload("me.png", out.getvalue()), Terms("portrait", Visibility.COMPANIONS))
    assert (file.organisation_id, opened(file, "large").size, opened(file, "small").mode) == (None, (200, 200), "RGBA")


@pytest.mark.wish("Q22")
@pytest.mark.parametrize("name", HOSTILE_CONTENTS)
def test_refuses_hostile_contents(world: World, disk: Path, name: str) -> None:
    file_name, body = HOSTILE_CONTENTS[name]
    with pytest.raises(Invalid) as refusal:
        store_file(world.student, upload(file_name, body), DOCUMENT)
    assert (refusal.value.code, list(refusal.value.fields), nothing_kept(disk)) == ("file_refused", ["file"], True)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_refuses_hostile_names(world: World, disk: Path, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        store_file(world.student, upload(HOSTILE_NAMES[name], picture()), DOCUMENT)
    assert (refusal.value.code, nothing_kept(disk)) == ("file_refused", True)


def test_there_are_more_than_fifty_of_them() -> None:
    assert len(HOSTILE_CONTENTS) + len(HOSTILE_NAMES) >= 50


def test_refuses_a_kind_or_a_size_that_its_purpose_does_not_take(world: World, disk: Path) -> None:
    for purpose, visibility, name, body in (
        ("illustration", Visibility.PUBLIC, "a.pdf", pdf()),
        ("portrait", Visibility.COMPANIONS, "a.txt", b"hello"),
        ("document", Visibility.PRIVATE, "a.txt", b"x" * (25 * 1024 * 1024 + 1)),
        ("export", Visibility.PRIVATE, "a.zip", archive({"a.txt": "ours alone to make"})),
        ("treasure", Visibility.PRIVATE, "a.txt", b"of no known purpose"),
    ):
        with pytest.raises(Invalid):
            store_file(world.student, upload(name, body), Terms(purpose, visibility))
    assert nothing_kept(disk)


@pytest.mark.parametrize(
    ("purpose", "visibility"),
    [("document", Visibility.PUBLIC), ("portrait", Visibility.PUBLIC), ("document", Visibility.GROUPS)],
)
def test_refuses_to_show_it_to_others_than_its_purpose_allows(
    world: World, disk: Path, purpose: str, visibility: Visibility
) -> None:
    with pytest.raises(Invalid):
        store_file(world.student, upload("a.png", picture()), Terms(purpose, visibility))
    assert nothing_kept(disk)


def test_refuses_whoever_may_not(world: World, disk: Path) -> None:
    person = world.members[Role.STUDENT].person
    with pytest.raises(NotAllowed):
        store_file(world.student, upload("a.png", picture()), Terms("logo", Visibility.PUBLIC))
    with pytest.raises(NotAllowed):
        store_file(world.individual(person), upload("a.png", picture()), DOCUMENT)
    with pytest.raises(NotAllowed):
        store_file(world.visitor, upload("a.png", picture()), Terms("portrait", Visibility.COMPANIONS))
    assert nothing_kept(disk)


def test_a_repeat_with_the_same_id_is_harmless(world: World) -> None:
    terms = Terms("document", Visibility.PRIVATE, id=new_identifier())
    first, second = (store_file(world.student, upload("a.txt", b"once"), terms) for _ in range(2))
    assert (first.id, StoredFile.objects.count()) == (second.id, 1)
    with pytest.raises(Conflict):
        store_file(world.teacher, upload("a.txt", b"mine"), terms)


@override_settings(MEDIA_QUOTA=1000)
def test_refuses_beyond_the_organisations_quota(world: World) -> None:
    store_file(world.student, upload("a.txt", b"x" * 900), DOCUMENT)
    with pytest.raises(Invalid) as refusal:
        store_file(world.teacher, upload("b.txt", b"x" * 101), DOCUMENT)
    assert (refusal.value.code, StoredFile.objects.count()) == ("full", 1)
    store_file(world.teacher, upload("b.txt", b"x" * 100), DOCUMENT)
    store_file(world.stranger, upload("c.txt", b"x" * 900), DOCUMENT)


def test_leaves_nothing_when_the_store_fails_midway(world: World, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = store(), []

    class Failing:
        def put(self, key: str, body: Any, **said: Any) -> None:
            calls.append(key)
            if len(calls) == 2:
                raise StoreDown(key)
            real.put(key, body, **said)

        def remove(self, key: str) -> None:
            real.remove(key)

    monkeypatch.setattr(storing, "store", Failing)
    with pytest.raises(Unavailable):
        store_file(world.student, upload("a.png", picture()), DOCUMENT)
    assert (len(calls), nothing_kept(disk), Announcement.objects.filter(kind__startswith="media").count()) == (
        2,
        True,
        0,
    )


def test_refuses_too_many_in_a_short_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "UPLOADS", {"capacity": 1, "per_seconds": 600})
    store_file(world.student, upload("a.txt", b"one"), DOCUMENT)
    with pytest.raises(TooMany):
        store_file(world.student, upload("a.txt", b"two"), DOCUMENT)


def opened(file: StoredFile, variant: str) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(store().read(file.key(variant)))))
