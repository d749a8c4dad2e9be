"""Asking for a copy, asking to be forgotten, changing one's mind, and the day itself."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound, TooMany
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership, Person
from lyceum.kernel.identity.tests.factories import World, make_member, make_person
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.ports import store
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import upload
from lyceum.kernel.notifications.models import Letter, Notification
from lyceum.kernel.privacy.actions import exporting
from lyceum.kernel.privacy.actions.erasing import GRACE, cancel_erasure, carry_out_due, erase_person, request_erasure
from lyceum.kernel.privacy.actions.exporting import request_export
from lyceum.kernel.privacy.models import Erasure, Export
from lyceum.kernel.privacy.rules.subject import subject_of

RunJobs = Callable[[], int]


def pass_the_days() -> None:
    Erasure.objects.waiting().update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.wish("Q10")
def test_a_copy_is_made_and_can_be_fetched_by_its_owner_alone(world: World, run_jobs: RunJobs) -> None:
    caller = world.student
    store_file(caller, upload("essay.txt", b"My own words"), Terms("document", Visibility.PRIVATE))
    export = request_export(caller)
    assert request_export(caller) == export
    run_jobs()
    with scope.entered(None, caller.person_id):
        export = Export.objects.select_related("file").get(id=export.id)
        assert (export.state, export.percent, export.is_fetchable) == ("ready", 100, True)
        assert Notification.objects.filter(person_id=caller.person_id, kind="privacy.export_ready").count() == 1
        packed = zipfile.ZipFile(io.BytesIO(b"".join(store().read(export.file.key("original")))))
    names = packed.namelist()
    assert "index.html" in names
    assert "My own words" in [packed.read(name).decode() for name in names if name.endswith("/essay.txt")]
    memberships = json.loads(packed.read("identity.json"))["identity.Membership"]
    assert [row["person"] for row in memberships] == [str(caller.person_id)]
    path = f"/files/{export.file_id}/original"
    assert world.browser(world.members[Role.STUDENT]).get(path).status_code == 200
    assert world.browser(world.members[Role.OWNER]).get(f"/ampere{path}").status_code == 404
    assert Client().get(path).status_code == 404


def test_a_copy_cannot_be_fetched_after_seven_days(world: World, run_jobs: RunJobs) -> None:
    export = request_export(world.student)
    run_jobs()
    with scope.entered(None, world.members[Role.STUDENT].person_id):
        StoredFile.objects.filter(purpose="export").update(expires_at=timezone.now() - timedelta(seconds=1))
    file_id = Export.objects.get(id=export.id).file_id
    assert world.browser(world.members[Role.STUDENT]).get(f"/files/{file_id}/original").status_code == 404


def test_refuses_too_many_copies(world: World, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "REQUESTS", {"capacity": 1, "per_seconds": 86_400})
    caller = world.student
    request_export(caller)
    run_jobs()
    with pytest.raises(TooMany):
        request_export(caller)


def test_a_copy_that_was_never_made_does_not_stand_in_the_way(world: World) -> None:
    caller = world.student
    stuck = request_export(caller)
    Export.objects.filter(id=stuck.id).update(created_at=timezone.now() - timedelta(hours=7))
    assert request_export(caller) != stuck
    assert Export.objects.get(id=stuck.id).state == "failed"


@pytest.mark.wish("Q8")
def test_nothing_happens_for_seven_days_then_everything(world: World, run_jobs: RunJobs) -> None:
    caller = world.student
    erasure = request_erasure(caller)
    assert request_erasure(caller) == erasure
    assert erasure.due_at - timezone.now() > GRACE - timedelta(minutes=1)
    carry_out_due(None)
    run_jobs()
    assert Person.objects.filter(id=caller.person_id).exists()
    pass_the_days()
    carry_out_due(None)
    run_jobs()
    assert not Person.objects.filter(id=caller.person_id).exists()
    done = Erasure.objects.get(id=erasure.id)
    assert (done.person_id, done.subject, done.done_at is None) == (None, subject_of(caller.person_id), False)


def test_one_may_change_ones_mind(world: World, run_jobs: RunJobs) -> None:
    caller = world.student
    request_erasure(caller)
    cancel_erasure(caller)
    Erasure.objects.update(due_at=timezone.now() - timedelta(days=1))
    carry_out_due(None)
    run_jobs()
    assert Person.objects.filter(id=caller.person_id).exists()
    with pytest.raises(NotFound):
        cancel_erasure(caller)
    assert request_erasure(caller).cancelled_at is None


def test_refuses_to_leave_an_organisation_without_an_owner(world: World, run_jobs: RunJobs) -> None:
    caller = world.owner
    with pytest.raises(Conflict, match="Lycée Ampère"):
        request_erasure(caller)
    assert Erasure.objects.count() == 0
    heir = make_member(world.ampere, Role.OWNER, person=make_person("Heir"))
    request_erasure(caller)
    with scope.entered(world.ampere.id):
        Membership.objects.filter(id=heir.id).update(suspended_at=timezone.now())
    pass_the_days()
    carry_out_due(None)
    run_jobs()
    assert Person.objects.filter(id=caller.person_id).exists()
    with scope.entered(world.ampere.id):
        Membership.objects.filter(id=heir.id).update(suspended_at=None)
    carry_out_due(None)
    run_jobs()
    assert not Person.objects.filter(id=caller.person_id).exists()


def test_the_trail_remembers_that_somebody_was_erased_and_not_who(world: World) -> None:
    caller = Individual(world.members[Role.STUDENT].person_id)
    erase_person(caller)
    scope.leave()
    fact = Announcement.objects.get(kind="privacy.person_erased")
    assert (fact.person_id, fact.payload) == (None, {"subject": subject_of(caller.person_id)})
    with scope.entered(world.ampere.id):
        assert Announcement.objects.filter(kind="privacy.member_erased").count() == 1


def test_their_browsers_are_signed_out(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert browser.get("/account/privacy/").status_code == 200
    erase_person(Individual(world.members[Role.STUDENT].person_id))
    assert browser.get("/account/privacy/").status_code == 302


@pytest.mark.wish("Q8")
def test_whoever_came_back_with_a_backup_is_forgotten_again(world: World, disk: Path) -> None:
    person = world.members[Role.STUDENT].person
    kept = {field.attname: getattr(person, field.attname) for field in Person._meta.concrete_fields}
    erase_person(Individual(person.id))
    Erasure.objects.all().delete()  # the backup is older than the wish
    Person.objects.create(**kept)
    make_member(world.ampere, Role.STUDENT, person=Person.objects.get(id=person.id))
    said = io.StringIO()
    call_command("replay_erasures", stdout=said)
    assert said.getvalue().splitlines() == ["  1 forgotten again", "Done: 1."]
    assert not Person.objects.filter(id=person.id).exists()
    with scope.entered(world.ampere.id):
        assert not Membership.objects.filter(person_id=person.id).exists()


def test_an_address_that_is_only_claimed_gives_and_destroys_nothing(world: World, run_jobs: RunJobs) -> None:
    """Somebody adds another's address to their account: the letters to it are not theirs."""
    person = world.members[Role.STUDENT].person
    EmailAddress.objects.create(user=person, email="victim@example.org", verified=False)
    Letter.objects.create(address="victim@example.org", key="k", words=None)
    erase_person(Individual(person.id))
    assert Letter.objects.filter(address="victim@example.org").count() == 1
