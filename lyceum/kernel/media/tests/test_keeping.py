"""Deleting, bringing back, replacing, sweeping."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.media.actions import sweeping
from lyceum.kernel.media.actions.deleting import delete_file, restore_file
from lyceum.kernel.media.actions.replacing import replace_file, set_logo, set_portrait
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.actions.sweeping import sweep_files
from lyceum.kernel.media.models import State, StoredFile
from lyceum.kernel.media.ports import store
from lyceum.kernel.media.queries.file import file_for
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import picture, upload

DOCUMENT = Terms("document", Visibility.ORGANISATION)


def kept_keys() -> int:
    return len(list(store().kept()))


@pytest.mark.wish("N4")
def test_what_is_deleted_can_be_brought_back(world: World) -> None:
    file = store_file(world.student, upload("a.txt", b"one"), DOCUMENT)
    delete_file(world.student, file.id)
    with pytest.raises(NotFound):
        file_for(world.student, file.id)
    restore_file(world.student, file.id)
    assert file_for(world.student, file.id).deleted_at is None
    with pytest.raises(NotFound):
        restore_file(world.student, file.id)


def test_only_its_owner_and_who_looks_after_files_may_delete_it(world: World) -> None:
    file = store_file(world.student, upload("a.txt", b"one"), DOCUMENT)
    with pytest.raises(NotAllowed):
        delete_file(world.teacher, file.id)
    with pytest.raises(NotFound):
        delete_file(world.stranger, file.id)
    assert file_for(world.owner, file.id) == file
    delete_file(world.owner, file.id)


@pytest.mark.wish("N4")
def test_a_new_version_takes_the_place_of_the_former(world: World) -> None:
    former = store_file(world.student, upload("a.txt", b"one"), DOCUMENT)
    latter = replace_file(world.student, former.id, upload("b.txt", b"two"))
    assert (latter.replaces_id, latter.visibility) == (former.id, "organisation")
    with pytest.raises(NotFound):
        file_for(world.student, former.id)
    with pytest.raises(NotFound):
        replace_file(world.teacher, latter.id, upload("c.txt", b"three"))
    assert b"".join(store().read(restore_file(world.student, former.id).key("original"))) == b"one"


def test_a_new_version_is_sent_by_rest(world: World) -> None:
    former = store_file(world.student, upload("a.txt", b"one"), DOCUMENT)
    browser = world.browser(world.members[Role.STUDENT])
    answer = browser.post(f"/ampere/api/v1/files/{former.id}/versions", {"file": upload("b.txt", b"two")})
    assert (answer.status_code, answer.json()["name"], answer.json()["visibility"]) == (201, "b.txt", "organisation")
    assert browser.get(f"/ampere/api/v1/files/{former.id}").status_code == 404


def test_a_portrait_and_a_logo_are_set_changed_and_taken_away(world: World) -> None:
    first = set_portrait(world.student, upload("a.png", picture()))
    second = set_portrait(world.student, upload("b.png", picture()))
    person = Person.objects.get(id=world.student.person_id)
    assert first is not None
    assert second is not None
    assert (person.portrait_id, file_for(world.teacher, second.id).id) == (second.id, second.id)
    with pytest.raises(NotFound):
        file_for(world.stranger, second.id)
    set_portrait(world.student, None)
    assert Person.objects.get(id=person.id).portrait_id is None
    logo = set_logo(world.owner, upload("l.png", picture()))
    assert logo is not None
    assert Organisation.objects.get(id=world.ampere.id).logo_id == logo.id
    with pytest.raises(NotAllowed):
        set_logo(world.teacher, None)


def test_the_sweep_removes_what_has_no_reason_to_stay(
    world: World, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int], disk: Path
) -> None:
    stays = store_file(world.student, upload("a.txt", b"stays"), DOCUMENT)
    young = store_file(world.student, upload("b.txt", b"deleted yesterday"), DOCUMENT)
    old = store_file(world.student, upload("c.txt", b"deleted long ago"), DOCUMENT)
    stuck = store_file(world.student, upload("d.txt", b"never confirmed"), DOCUMENT)
    expired = store_file(world.student, upload("e.png", picture()), Terms("portrait", Visibility.COMPANIONS))
    now = timezone.now()
    for file, change in (
        (young, {"deleted_at": now - timedelta(days=1)}),
        (old, {"deleted_at": now - timedelta(days=31)}),
        (stuck, {"state": State.HELD, "created_at": now - timedelta(hours=2)}),
        (expired, {"expires_at": now - timedelta(hours=2)}),
    ):
        StoredFile.objects.filter(id=file.id).update(**change)
    store().put(stays.key("original").replace("original", "orphan"), b"x", content_type="a/b", disposition="inline")
    lost = f"organisations/{world.ampere.id.hex}/{'0' * 32}/original"
    store().put(lost, b"no row", content_type="text/plain", disposition="inline")
    monkeypatch.setattr(sweeping, "ON_THE_WAY", timedelta(seconds=-60))
    scope.leave()
    sweep_files(None)
    run_jobs()
    scope.enter(world.ampere.id, world.members[Role.STUDENT].person_id)
    assert set(StoredFile.objects.values_list("id", flat=True)) == {stays.id, young.id}
    left = {kept.key.split("/")[2] for kept in store().kept()}
    assert left == {stays.id.hex, young.id.hex}


def test_refuses_to_restore_after_thirty_days(world: World) -> None:
    file = store_file(world.student, upload("a.txt", b"one"), DOCUMENT)
    StoredFile.objects.filter(id=file.id).update(deleted_at=timezone.now() - timedelta(days=31))
    with pytest.raises(NotFound):
        restore_file(world.student, file.id)
