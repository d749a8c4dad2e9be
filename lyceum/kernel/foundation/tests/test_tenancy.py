import pytest
from django.db import DatabaseError, connection, transaction

from lyceum.kernel.foundation import guards, scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, Membership
from lyceum.kernel.identity.tests.factories import World


def test_without_a_scope_there_are_no_rows(world: World) -> None:
    scope.leave()
    assert Group.objects.count() == 0
    assert Membership.objects.count() == 0


def test_a_scope_shows_its_own_rows_only(world: World) -> None:
    with scope.entered(world.nordic.id):
        assert set(Membership.objects.values_list("organisation_id", flat=True)) == {world.nordic.id}
        assert Group.objects.count() == 0


def test_a_person_sees_their_own_memberships_everywhere(world: World) -> None:
    person = world.members[Role.STUDENT].person
    with scope.entered(None, person.id):
        assert [m.person_id for m in Membership.objects.all()] == [person.id]


def test_refuses_to_write_into_another_organisation(world: World) -> None:
    with scope.entered(world.nordic.id), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Group.objects.create(organisation=world.ampere, name="Spies", sort_key="spies")


@pytest.mark.wish("Q23")
def test_every_tenant_table_is_guarded_and_owned_by_someone_else(db: None) -> None:
    tables = {model._meta.db_table for model in guards.tenant_models()} | {"foundation_announcement"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, pg_get_userbyid(relowner) = current_user FROM pg_class"
            " WHERE relname = ANY(%s)",
            [list(tables)],
        )
        assert {row[0]: row[1:] for row in cursor.fetchall()} == dict.fromkeys(tables, (True, False))


def test_the_application_is_neither_superuser_nor_exempt(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
