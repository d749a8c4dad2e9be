from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from lyceum.kernel.foundation.actions.sweeping import sweep_foundation
from lyceum.kernel.foundation.limits import digest_of, spend
from lyceum.kernel.foundation.models import Bucket
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import TooMany
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World


def wait_of(*, key: str, capacity: int = 3, per_seconds: float = 300, cost: float = 1) -> int:
    """0 when served, else the seconds to wait."""
    try:
        spend("guess", key, capacity=capacity, per_seconds=per_seconds, cost=cost)
    except TooMany as refusal:
        return refusal.retry_after
    return 0


@pytest.mark.wish("Q12")
@pytest.mark.wish("Q13")
def test_refuses_when_empty_and_says_how_long_to_wait(db: None) -> None:
    assert [wait_of(key="ada") for _ in range(5)] == [0, 0, 0, 100, 100]
    assert wait_of(key="grace") == 0


def test_refills_with_time_up_to_its_capacity(db: None) -> None:
    for _ in range(4):
        wait_of(key="ada")
    Bucket.objects.update(filled_at=timezone.now() - timedelta(seconds=101))
    assert [wait_of(key="ada") for _ in range(2)] == [0, 99]
    Bucket.objects.update(filled_at=timezone.now() - timedelta(days=9))
    assert [wait_of(key="ada") for _ in range(4)] == [0, 0, 0, 100]


def test_a_dear_act_costs_more(db: None) -> None:
    assert wait_of(key="ada", cost=2) == 0
    assert wait_of(key="ada", cost=2) == 100
    assert wait_of(key="ada") == 0
    assert wait_of(key="bea", cost=4) == 100


def test_the_key_is_not_kept(db: None) -> None:
    Bucket.objects.all().delete()
    wait_of(key="ada@example.org")
    assert [b.digest for b in Bucket.objects.all()] == [digest_of("guess", "ada@example.org")]
    assert "ada" not in str(Bucket.objects.values().get())


def test_what_is_spent_in_a_transaction_stays_spent_when_it_rolls_back(db: None) -> None:
    key = str(new_identifier())
    for _ in range(3):
        with transaction.atomic():
            wait_of(key=key)
            transaction.set_rollback(True)
    with transaction.atomic():
        assert wait_of(key=key) == 100


def test_the_table_is_not_logged(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'foundation_bucket'")
        assert cursor.fetchone() == ("u",)


def test_full_buckets_are_swept(db: None) -> None:
    Bucket.objects.all().delete()
    wait_of(key="ada")
    wait_of(key="grace")
    Bucket.objects.filter(digest=digest_of("guess", "ada")).update(full_at=timezone.now() - timedelta(seconds=1))
    sweep_foundation()
    assert [b.digest for b in Bucket.objects.all()] == [digest_of("guess", "grace")]


@pytest.mark.wish("Q12")
@pytest.mark.parametrize("path", ["/api/v1/me", "/graphql?query={me{name}}", "/ampere/api/v1/me"])
@override_settings(API_LIMIT=(2, 60))
def test_the_api_answers_429_per_person(world: World, path: str) -> None:
    browser, other = world.browser(world.members[Role.STUDENT]), world.browser(world.members[Role.TEACHER])
    assert [browser.get(path).status_code for _ in range(3)] == [200, 200, 429]
    answer = browser.get(path)
    assert (answer["Retry-After"], answer.json()["code"]) == ("30", "too_many")
    assert other.get(path).status_code == 200


@override_settings(API_LIMIT=(2, 60))
def test_visitors_are_limited_by_address(db: None) -> None:
    def ask(address: str) -> int:
        return Client().get("/api/v1/me", REMOTE_ADDR=address).status_code

    assert [ask("192.0.2.1") for _ in range(3)] == [401, 401, 429]
    assert ask("192.0.2.2") == 401
    assert Client().get("/graphql", REMOTE_ADDR="192.0.2.1").status_code == 429
