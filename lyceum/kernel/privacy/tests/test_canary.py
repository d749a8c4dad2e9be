"""The proof: what a person left anywhere is in their export whole, and after their erasure nowhere."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from lyceum.kernel.billing.actions.invoice import issue_invoice
from lyceum.kernel.billing.rules.invoice import Buyer, Sale, SaleLine
from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.account import change_profile
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.models import Membership, Person
from lyceum.kernel.identity.tests.factories import World, caller_of, make_group, make_member, make_person
from lyceum.kernel.media.actions.replacing import set_portrait
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.ports import store
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import picture, upload
from lyceum.kernel.messaging.actions.opening import open_direct
from lyceum.kernel.messaging.actions.publishing import publish_notice
from lyceum.kernel.messaging.actions.writing import NoticeText, write_notice
from lyceum.kernel.privacy.actions.erasing import erase_person
from lyceum.kernel.privacy.actions.exporting import request_export
from lyceum.kernel.privacy.models import Export
from lyceum.kernel.privacy.queries.kept import is_scoped, model_of
from lyceum.kernel.privacy.tests.canary import Canary, as_owner, everywhere

SHOWN = (PrivacyClass.IDENTIFYING, PrivacyClass.CONTENT, PrivacyClass.TECHNICAL)


@pytest.fixture
def canary(world: World, run_jobs: Callable[[], int]) -> Canary:
    """A teacher here and an athlete next door, who has done everything that can be done."""
    canary = Canary(make_person("Nobody yet"))
    person = canary.person
    person.email = f"{canary.mark('identity.Person', 'email', PrivacyClass.IDENTIFYING)}@example.org"
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    member = make_member(world.ampere, Role.TEACHER, person=person)
    invite(world.stranger, person.email, name=canary.mark("identity.Invitation", "name"), roles=[Role.COACH])
    make_group(world.nordic, "Monday", [make_member(world.nordic, Role.ATHLETE, person=person)])
    open_direct(world.teacher, person.id)
    open_direct(world.stranger, person.id)
    _live(world, canary, member)
    run_jobs()
    for record in _plantable():
        for organisation in (world.ampere, world.nordic) if is_scoped(model_of(record)) else (None,):
            with scope.entered(organisation and organisation.id, person.id):
                canary.plant(record, organisation)
                if record.address:
                    canary.plant(record, organisation, by_address=True)
    return canary


def _live(world: World, canary: Canary, member: Membership) -> None:
    caller = caller_of(member)
    change_profile(caller, {"name": f"Ada {canary.mark('identity.Person', 'name', PrivacyClass.IDENTIFYING)}"})
    title, body = canary.mark("kept", "notice title"), canary.mark("kept", "notice body")
    notice = write_notice(caller, new_identifier(), NoticeText(title, body))
    publish_notice(caller, notice.id)
    draft = canary.mark("messaging.Notice", "draft")
    write_notice(caller, new_identifier(), NoticeText(draft, draft))
    said, name = canary.mark("media.StoredFile", "bytes"), canary.mark("media.StoredFile", "name")
    store_file(caller, upload(f"{name}.txt", said.encode()), Terms("document", Visibility.ORGANISATION))
    invite(caller, "guest@example.org", roles=[Role.STUDENT])
    bought = SaleLine(canary.mark("billing.InvoiceLine", "text"), 1, 500, 2000)
    buyer = Buyer(canary.mark("billing.InvoiceBuyer", "name"), person_id=canary.person.id)
    issue_invoice(world.ampere.id, Sale(new_identifier(), "events:order", new_identifier(), buyer, [bought], "EUR"))
    set_portrait(caller, upload(f"{canary.mark('media.StoredFile', 'portrait')}.png", picture()))


def _plantable() -> list[PersonalRecords]:
    """What is append-only is written by its action alone, in ``_live``."""
    theirs = [r for r in registry.personal_records() if (r.owner or r.address) and r.owner != "id"]
    return [record for record in theirs if not getattr(model_of(record), "append_only", False)]


def _archive(canary: Canary, run_jobs: Callable[[], int]) -> str:
    """Every name and every byte of the export, one after the other."""
    Export.objects.update(state=Export.State.FAILED)  # the planted one
    export = request_export(Individual(canary.person.id))
    run_jobs()
    with scope.entered(None, canary.person.id):
        made = Export.objects.select_related("file").get(id=export.id)
        assert (made.state, made.percent) == ("ready", 100)
        packed = zipfile.ZipFile(io.BytesIO(b"".join(store().read(made.file.key("original")))))
    return "\n".join(name + packed.read(name).decode("latin-1") for name in packed.namelist())


@pytest.mark.wish("Q10")
@pytest.mark.wish("Q9")
def test_the_export_holds_every_mark_and_no_secret(canary: Canary, run_jobs: Callable[[], int]) -> None:
    text = _archive(canary, run_jobs)
    missing = {canary.marks[mark] for mark in canary.of(*SHOWN) if mark not in text}
    assert missing == set()
    told = {canary.marks[mark] for mark in canary.of(PrivacyClass.SECRET) if mark in text}
    assert told == set()
    assert (len(canary.of(*SHOWN)) > 80, len(canary.of(PrivacyClass.SECRET)) > 5) == (True, True)


@pytest.mark.wish("Q8")
@pytest.mark.wish("Q10")
def test_after_erasure_no_mark_is_left_but_what_is_declared(
    canary: Canary, run_jobs: Callable[[], int], disk: Path
) -> None:
    _archive(canary, run_jobs)
    before = everywhere(set(canary.marks), disk)
    assert len(before) > 80
    erase_person(Individual(canary.person.id))
    run_jobs()
    left = everywhere(set(canary.marks), disk)
    kept = {model_of(r)._meta.db_table for r in registry.personal_records() if r.on_erasure == "keep"}
    published = {mark for mark, (model, *_rest) in canary.marks.items() if model == "kept"}
    blanked = {r.model: model_of(r)._meta.db_table for r in registry.personal_records() if r.on_erasure == "blank"}
    beyond = {
        canary.marks[mark]: places - kept - _without_owner(canary.marks[mark], blanked)
        for mark, places in left.items()
        if mark not in published
    }
    assert {mark: places for mark, places in beyond.items() if places} == {}
    assert published <= set(left)


def _without_owner(mark: tuple[Any, ...], blanked: dict[str, str]) -> set[str]:
    """What is technical stays in a blanked row: a figure of nobody's, as the next test shows."""
    model, _field, classed = mark
    return {blanked[model]} if model in blanked and classed is PrivacyClass.TECHNICAL else set()


@pytest.mark.wish("Q7")
def test_after_erasure_nothing_points_at_the_person_but_the_trail(
    canary: Canary, run_jobs: Callable[[], int], disk: Path
) -> None:
    person = canary.person
    erase_person(Individual(person.id))
    run_jobs()
    left = everywhere({str(person.id), person.id.hex}, disk)
    assert {place for places in left.values() for place in places} <= {"foundation_announcement", "procrastinate_jobs"}
    assert as_owner(lambda: Person.objects.filter(id=person.id).exists()) is False


def test_what_belongs_to_others_stays(canary: Canary, world: World, run_jobs: Callable[[], int]) -> None:
    def counts() -> dict[str, int]:
        with connection.cursor() as cursor:
            found = {}
            for table in ("identity_person", "identity_membership", "identity_organisation", "identity_group"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                found[table] = cursor.fetchone()[0]
            return found

    before = as_owner(counts)
    mine = 2 + 2  # places of the person: made by hand, and planted
    erase_person(Individual(canary.person.id))
    after = as_owner(counts)
    assert before["identity_person"] - after["identity_person"] == 1
    assert before["identity_membership"] - after["identity_membership"] <= mine
    assert (after["identity_organisation"], after["identity_group"]) == (
        before["identity_organisation"],
        before["identity_group"],
    )
