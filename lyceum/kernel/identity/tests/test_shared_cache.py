"""The cache that all processes share: each operation is one statement, and ``add`` lets one in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from lyceum.kernel.identity.actions.sweeping import sweep_identity
from lyceum.kernel.identity.models import Remembered

pytestmark = pytest.mark.django_db


@pytest.mark.wish("Q13")
def test_keeps_forgets_and_counts() -> None:
    assert cache.get("lamp", "none") == "none"
    cache.set("lamp", [1.5, True, "on"], 60)
    assert cache.get("lamp") == [1.5, True, "on"]
    assert cache.incr("tries", 1) if cache.add("tries", 0, 60) else False
    assert cache.get("tries") == 1
    assert cache.touch("lamp", 0)
    assert not cache.touch("lamp", 60)
    assert cache.get("lamp") is None
    cache.set("always", 1, None)
    assert cache.delete("always")
    assert not cache.delete("always")
    cache.clear()
    assert not Remembered.objects.exists()


def test_adds_only_what_is_not_there_or_no_longer_good() -> None:
    assert cache.add("lock", 1, 60)
    assert not cache.add("lock", 2, 60)
    cache.set("lock", 1, 0)
    assert cache.add("lock", 2, 60)
    assert cache.get("lock") == 2


@pytest.mark.parametrize("act", [lambda: cache.get("a"), lambda: cache.set("a", 1), lambda: cache.add("a", 1)])
def test_each_operation_is_one_statement(act: Callable[[], Any], django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(1):
        act()


@pytest.mark.django_db(transaction=True)
@pytest.mark.wish("Q13")
def test_of_many_processes_one_gets_the_lock() -> None:
    def attempt(_number: int) -> bool:
        try:
            return cache.add("lock", 1, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(attempt, range(6))) == [False] * 5 + [True]


def test_what_is_no_longer_good_is_swept() -> None:
    cache.set("old", 1, 0)
    cache.set("new", 1, 60)
    sweep_identity()
    assert [row.key for row in Remembered.objects.all()] == [":1:new"]
