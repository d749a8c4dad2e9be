from collections.abc import Iterator
from io import StringIO
from uuid import UUID

import pytest
from django.conf import settings
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings
from django.test.utils import isolate_apps

from lyceum.kernel.foundation.actions import rotating
from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField
from lyceum.kernel.foundation.models.encrypted import keyring
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.sealing import BrokenSeal, Keyring

HERE, THERE = new_identifier(), new_identifier()


@pytest.mark.wish("Q3")
def test_a_sealed_text_opens_again_and_says_nothing_closed() -> None:
    ring = Keyring(["first key"])
    one, two = (ring.seal("a long secret", "people.phone", HERE) for _ in range(2))
    assert (ring.open(one, "people.phone"), one == two, "secret" in one) == ("a long secret", False, False)


@pytest.mark.parametrize("place", ["people.fax", "friends.phone", ""])
def test_refuses_to_open_in_another_place(place: str) -> None:
    ring = Keyring(["first key"])
    with pytest.raises(BrokenSeal):
        ring.open(ring.seal("secret", "people.phone", HERE), place)


@pytest.mark.parametrize("position", range(5, 80, 5))
def test_refuses_an_altered_text(position: int) -> None:
    ring = Keyring(["first key"])
    sealed = ring.seal("a secret of some length", "people.phone", HERE)
    other = "A" if sealed[position] != "A" else "B"
    with pytest.raises(BrokenSeal):
        ring.open(sealed[:position] + other + sealed[position + 1 :], "people.phone")


def test_refuses_another_organisation_or_key() -> None:
    ring = Keyring(["first key"])
    sealed = ring.seal("secret", "people.phone", HERE)
    with pytest.raises(BrokenSeal):
        ring.open(sealed.replace(HERE.hex, THERE.hex), "people.phone")
    with pytest.raises(BrokenSeal):
        Keyring(["second key"]).open(sealed, "people.phone")


def test_an_older_key_still_opens_and_indexes() -> None:
    old, new = Keyring(["first key"]), Keyring(["second key", "first key"])
    sealed = old.seal("secret", "people.phone", HERE)
    assert (new.open(sealed, "people.phone"), new.is_current(sealed)) == ("secret", False)
    assert old.indexes("secret", "people.phone", HERE)[0] == new.indexes("secret", "people.phone", HERE)[1]
    assert old.indexes("secret", "people.phone", HERE) != old.indexes("secret", "people.phone", THERE)


@pytest.fixture
def card(db: None) -> Iterator[type[models.Model]]:
    """A model with sealed fields, and its table for the length of a test."""
    with isolate_apps("lyceum.kernel.foundation"):

        class Card(models.Model):
            organisation_id = models.UUIDField(default=HERE)
            phone = EncryptedTextField(null=True)
            phone_index = BlindIndexField(of="phone")

            class Meta:
                app_label = "foundation"

        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
        with connection.schema_editor() as editor:
            editor.create_model(Card)
        yield Card
    keyring.cache_clear()


def kept(card: type[models.Model]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM foundation_card ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.wish("Q1")
@pytest.mark.wish("Q2")
def test_a_row_is_sealed_in_the_database_and_clear_in_the_program(card: type[models.Model]) -> None:
    row = card.objects.create(phone="+33 6 12 34")
    assert row.phone == "+33 6 12 34"
    assert kept(card)[0].startswith(f"s1:{keyring().current}:{HERE.hex}:")
    assert card.objects.get(pk=row.pk).phone == "+33 6 12 34"
    assert card.objects.create(phone=None).phone_index == ""


def test_is_found_by_its_blind_index(card: type[models.Model]) -> None:
    card.objects.create(phone="A@example.org")
    field = card._meta.get_field("phone_index")

    def found(text: str, organisation: UUID) -> int:
        return card.objects.filter(phone_index__in=field.candidates(text, organisation)).count()

    assert (found(" a@EXAMPLE.org", HERE), found("b@example.org", HERE), found("a@example.org", THERE)) == (1, 0, 0)


def test_refuses_what_would_write_or_search_in_clear(card: type[models.Model]) -> None:
    row = card.objects.create(phone="secret")
    with pytest.raises(FieldError), transaction.atomic():
        card.objects.update(phone="clear")
    with pytest.raises(FieldError):
        card.objects.filter(phone="secret").exists()
    with pytest.raises(FieldError), transaction.atomic():
        card.objects.bulk_update([row], ["phone"])
    assert card.objects.filter(phone__isnull=False).count() == 1


def test_refuses_a_text_moved_to_another_column(card: type[models.Model]) -> None:
    card.objects.create(phone="secret")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_card SET phone = %s", [keyring().seal("x", "foundation_card.fax", HERE)])
    with pytest.raises(BrokenSeal):
        card.objects.get()


def test_keys_are_rotated_with_progress(card: type[models.Model], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "_BATCH", 2)
    monkeypatch.setattr("lyceum.kernel.foundation.management.commands.rotate_keys.sealed_models", lambda: [card])
    for number in range(3):
        card.objects.create(phone=f"phone {number}")
    card.objects.create(phone=None)
    before, index = kept(card), card.objects.first().phone_index
    with override_settings(FIELD_KEY="a new key", FIELD_KEY_FALLBACKS=[settings.FIELD_KEY]):
        keyring.cache_clear()
        said = StringIO()
        call_command("rotate_keys", stdout=said)
        assert said.getvalue().splitlines() == [
            "foundation.Card: 3 to seal anew",
            "  2 of 3 (66 %)",
            "  3 of 3 (100 %)",
            "identity: 0 sealed anew in libraries' tables",
            "Done.",
        ]
        assert rotating.stale_keys(card) == []
        assert not set(before[:3]) & set(kept(card))
    with override_settings(FIELD_KEY="a new key", FIELD_KEY_FALLBACKS=[]):
        keyring.cache_clear()
        assert [row.phone for row in card.objects.order_by("id")] == ["phone 0", "phone 1", "phone 2", None]
        assert card.objects.first().phone_index != index
