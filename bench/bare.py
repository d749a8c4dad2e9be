"""The same statements straight through psycopg, from as many processes as there are web workers.

It imports nothing of ours: its processes start anew, without Django.
"""

import multiprocessing
import os
import time
from collections.abc import Sequence

import psycopg


def sets_per_second(dsn: str, statements: Sequence[str], seconds: float) -> float:
    processes = os.cpu_count() or 1
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        counts = pool.map(_repeat, [(dsn, list(statements), seconds / 2)] * processes)
    return sum(counts) / (seconds / 2)


def _repeat(work: tuple[str, list[str], float]) -> int:
    dsn, statements, seconds = work
    with psycopg.connect(dsn, autocommit=True) as connection:
        end, count = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            for statement in statements:
                cursor = connection.execute(statement)  # type: ignore[call-overload]
                if cursor.description:
                    cursor.fetchall()
            count += 1
    return count
