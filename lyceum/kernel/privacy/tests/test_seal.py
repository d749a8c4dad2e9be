"""Whoever owns the database can change the trail, but not unseen."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.privacy.actions import sealing
from lyceum.kernel.privacy.actions.purging import purge_trail
from lyceum.kernel.privacy.actions.sealing import seal_every_trail, seal_trail
from lyceum.kernel.privacy.models import Seal
from lyceum.kernel.privacy.queries.proof import verify_trail
from lyceum.kernel.privacy.rules.merkle import leaf_of, root_of
from lyceum.kernel.privacy.rules.signature import is_genuine, public_key_of, signed
from lyceum.kernel.privacy.tests.canary import as_owner

ROWS, BATCH = 1000, 100
CHANGES = (
    "kind = 'room.other_thing'",
    "payload = jsonb_set(payload, '{label}', '\"nothing\"')",
    "payload = payload || '{\"more\": 1}'",
    "person_id = '00000000-0000-7000-8000-000000000000'",
    "network = '198.51.100.0/24'",
    "client = 'somebody else'",
    "request_id = 'another'",
    "created_at = created_at + interval '1 microsecond'",
)


@pytest.fixture
def sealed(world: World, monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """A thousand facts under ten seals; returns their ids in order."""
    monkeypatch.setattr(sealing, "BATCH", BATCH)
    scope.enter(world.ampere.id, None)
    now = timezone.now()
    rows = [
        Announcement(organisation=world.ampere, kind="room.thing_done", payload={"number": n, "label": f"fact {n}"})
        for n in range(ROWS)
    ]
    Announcement.objects.bulk_create(rows)
    assert rows[0].created_at >= now
    assert seal_every_trail(None) >= ROWS // BATCH
    return [row.id for row in rows]


def tamper(statement: str, *values: Any) -> None:
    """As the owner of the tables, who can switch every guard off."""

    def act() -> None:
        with connection.cursor() as cursor:
            for table in ("foundation_announcement", "privacy_seal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
            cursor.execute(statement, values)
            for table in ("foundation_announcement", "privacy_seal"):
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")

    as_owner(act)


def faults(world: World) -> set[tuple[str, UUID | None, int]]:
    with scope.entered(world.ampere.id):
        return {(fault.what, fault.row_id, fault.seal) for fault in verify_trail(world.ampere.id).faults}


@pytest.mark.wish("A18")
def test_an_untouched_trail_is_whole(sealed: list[UUID], world: World) -> None:
    with scope.entered(world.ampere.id):
        proof = verify_trail(world.ampere.id)
    assert (proof.is_whole, proof.rows, proof.seals) == (True, ROWS, ROWS // BATCH)


@pytest.mark.wish("A18")
@pytest.mark.wish("Q11")
def test_an_altered_row_is_found_and_named(sealed: list[UUID], world: World) -> None:
    for change in CHANGES:
        for place in (0, 499, 999):
            with transaction.atomic():
                tamper(f"UPDATE foundation_announcement SET {change} WHERE id = %s", sealed[place])
                assert faults(world) == {("altered", sealed[place], place // BATCH + 1)}, change
                transaction.set_rollback(True)
    assert faults(world) == set()


def test_a_deleted_row_is_found(sealed: list[UUID], world: World) -> None:
    for place in (0, 500, 999):
        tamper("DELETE FROM foundation_announcement WHERE id = %s", sealed[place])
    assert faults(world) == {("deleted", sealed[place], place // BATCH + 1) for place in (0, 500, 999)}


def test_rows_that_changed_places_are_found(sealed: list[UUID], world: World) -> None:
    one, other = sealed[10], sealed[20]
    tamper(
        "UPDATE foundation_announcement a SET payload = b.payload FROM foundation_announcement b"
        " WHERE (a.id, b.id) IN ((%s, %s), (%s, %s))",
        one,
        other,
        other,
        one,
    )
    assert faults(world) == {("altered", one, 1), ("altered", other, 1)}


def test_a_row_of_another_organisation_does_not_come_in(sealed: list[UUID], world: World) -> None:
    tamper("UPDATE foundation_announcement SET organisation_id = %s WHERE id = %s", world.nordic.id, sealed[5])
    assert faults(world) == {("deleted", sealed[5], 1)}


def test_a_row_added_afterwards_is_found(sealed: list[UUID], world: World) -> None:
    forged = UUID(int=sealed[0].int - (7_200_000 << 80))
    tamper(
        "INSERT INTO foundation_announcement"
        " (id, created_at, organisation_id, kind, payload, network, client, request_id)"
        " VALUES (%s, %s, %s, 'room.thing_done', '{}', '', '', '')",
        forged,
        timezone.now() - timedelta(hours=2),
        world.ampere.id,
    )
    assert faults(world) == {("inserted", forged, 0)}


def test_seals_that_were_touched_are_found(sealed: list[UUID], world: World) -> None:
    tamper("UPDATE privacy_seal SET root = %s WHERE chain = %s AND number = 3", "0" * 64, world.ampere.id.hex)
    assert ("forged", None, 3) in faults(world)


def test_a_batch_removed_with_its_seal_is_found(sealed: list[UUID], world: World) -> None:
    tamper("DELETE FROM foundation_announcement WHERE id = ANY(%s)", sealed[200:300])
    tamper("DELETE FROM privacy_seal WHERE chain = %s AND number = 3", world.ampere.id.hex)
    assert ("missing", None, 3) in faults(world)


def test_seals_that_changed_places_are_found(sealed: list[UUID], world: World) -> None:
    tamper(
        "UPDATE privacy_seal SET number = CASE number WHEN 3 THEN 1004 ELSE 1003 END"
        " WHERE chain = %s AND number IN (3, 4)",
        world.ampere.id.hex,
    )
    tamper("UPDATE privacy_seal SET number = number - 1000 WHERE number > 1000")
    assert {("forged", None, 3), ("forged", None, 4)} <= faults(world)


def test_the_end_cut_off_with_its_seals_is_found(sealed: list[UUID], world: World) -> None:
    tamper("DELETE FROM foundation_announcement WHERE id = ANY(%s)", sealed[900:])
    tamper("DELETE FROM privacy_seal WHERE chain = %s AND number = 10", world.ampere.id.hex)
    assert faults(world) == {("cut", None, 10)}


def test_a_seal_made_without_the_key_is_found(sealed: list[UUID], world: World) -> None:
    with scope.entered(world.ampere.id):
        seal = Seal.objects.get(chain=world.ampere.id.hex, number=10)
    tamper("UPDATE privacy_seal SET signature = %s WHERE id = %s", signed("not the key", seal.statement.words), seal.id)
    assert ("forged", None, 10) in faults(world)


def test_the_application_itself_cannot_touch_a_seal(sealed: list[UUID], world: World) -> None:
    for change in (Seal.objects.all().delete, lambda: Seal.objects.update(root="")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_what_comes_late_is_sealed_once(sealed: list[UUID], world: World) -> None:
    """A long transaction commits after younger rows were sealed: its row is sealed with the next batch."""
    late = UUID(int=sealed[500].int + 1)
    with scope.entered(world.ampere.id):
        Announcement.objects.create(id=late, organisation=world.ampere, kind="room.late", payload={})
        seal = seal_trail(world.ampere.id)
        assert seal is not None
        assert [row_id for row_id, _leaf in seal.leaves()] == [late]
        assert seal_trail(world.ampere.id) is None
    assert faults(world) == set()


def test_facts_of_no_organisation_are_sealed_too(world: World, sealed: list[UUID]) -> None:
    scope.leave()
    before = Seal.objects.filter(chain="people").count()
    Announcement.objects.create(kind="identity.person_joined", payload={})
    seal_every_trail(None)
    assert Seal.objects.filter(chain="people").count() == before + 1
    assert verify_trail(None).faults == []


@pytest.mark.wish("Q9")
def test_old_batches_may_go_and_the_rest_stays_proved(sealed: list[UUID], world: World) -> None:
    old = timezone.now() - timedelta(days=400)
    with scope.entered(world.ampere.id):
        tamper("UPDATE privacy_seal SET last_at = %s WHERE chain = %s AND number <= 4", old, world.ampere.id.hex)
        gone = as_owner(lambda: purge_trail(world.ampere.id, timezone.now() - timedelta(days=365)))
    assert gone == 400
    with scope.entered(world.ampere.id):
        seal_trail(world.ampere.id)
        assert Announcement.objects.filter(id__in=sealed).count() == 600
    assert faults(world) == set()
    tamper("DELETE FROM foundation_announcement WHERE id = %s", sealed[450])
    assert faults(world) == {("deleted", sealed[450], 5)}


@pytest.mark.wish("Q9")
def test_the_command_purges_every_trail_and_says_what_went(
    sealed: list[UUID], world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    old = timezone.now() - timedelta(days=200)
    with scope.entered(world.ampere.id):
        tamper("UPDATE privacy_seal SET last_at = %s WHERE chain = %s AND number <= 3", old, world.ampere.id.hex)
    scope.leave()
    as_owner(lambda: call_command("purge_trail", months=6))
    assert capsys.readouterr().out.splitlines() == [
        "1 of 3  people: 0 rows",
        "2 of 3  ampere: 300 rows",
        "3 of 3  nordic: 0 rows",
    ]


def test_the_command_ends_with_an_error_when_something_was_touched(
    sealed: list[UUID], world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    scope.leave()
    call_command("verify_trail")
    assert "ampere: 1000 rows, 10 seals" in capsys.readouterr().out
    tamper("DELETE FROM foundation_announcement WHERE id = %s", sealed[0])
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_trail")


def test_the_page_tells_whether_it_is_whole(sealed: list[UUID], world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    assert "The trail is whole" in browser.get("/ampere/audit/proof/").content.decode()
    tamper("DELETE FROM foundation_announcement WHERE id = %s", sealed[0])
    assert str(sealed[0]) in browser.get("/ampere/audit/proof/").content.decode()


def test_a_tree_changes_with_every_leaf_and_their_order() -> None:
    leaves = [leaf_of({"n": n}) for n in range(5)]
    assert leaf_of({"a": 1, "b": 2}) == leaf_of({"b": 2, "a": 1})
    roots = {root_of(leaves), root_of(leaves[:4]), root_of(leaves[::-1]), root_of([*leaves, leaves[-1]]), root_of([])}
    assert len(roots) == 5


def test_a_signature_holds_for_its_words_and_key_alone() -> None:
    made, key = signed("secret", "words"), public_key_of("secret")
    assert is_genuine(key, "words", made)
    assert not is_genuine(key, "other words", made)
    assert not is_genuine(public_key_of("other"), "words", made)
    assert not is_genuine(key, "words", "not hexadecimal")
