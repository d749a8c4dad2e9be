"""``bin/bench learning [--quick] [--single]``: a school of 5,000 that revises, a student with 100,000 cards, the tutor.

``--single``: what single things cost alone, not the hundred people.
"""

import os
import statistics
import sys
import time
from typing import TYPE_CHECKING

from bench import house

house.VAR = house.VAR.with_name("bench-learning")  # its own school: that of ``bin/bench kernel`` stays as it is
house.settle_in()  # settings are read when the siblings are imported

if TYPE_CHECKING:
    from bench.learning_single import Single
    from bench.pages import Row


def main() -> None:
    began, load = time.perf_counter(), os.getloadavg()[0]
    with house.opened(house.VAR):
        os.environ["LOG_LEVEL"] = "WARNING"  # of this process: the house logs as it always does
        import django

        django.setup()
        from bench import figures, learning_calls, learning_school, learning_single, pages

        school = learning_school.taught()
        pages.say("the school is there")
        singles = learning_single.measured(school)
        words = learning_single.first_words(school)
        rows = [] if "--single" in sys.argv else learning_calls.measured(school)
        took = (time.perf_counter() - began) / 60
        block = "\n\n".join(
            [
                "## Learning: `bin/bench learning`",
                f"{figures.machine('embedded PostgreSQL')}. Everything shares these cores, and so did other people's "
                f"programs: {load:.1f} wanted them when it began, {os.getloadavg()[0]:.1f} when it ended. The run took "
                f"{took:.0f} minutes. Waits are therefore upper bounds; the ratios are what to compare.",
                *_crowded(rows),
                "### A student with 100,000 cards on one path",
                _singles(singles),
                "The wish for the due queue is 20 ms. *Bare*: the same reads through psycopg, in one process.",
                "### The tutor's first word",
                _words(*words),
                "The provider is a loopback server that answers at once. The wish is at most 50 ms added. Documents "
                "read per second, and how well and fast passages are found: `bin/bench retrieval`.",
            ]
        )
    if "--quick" not in sys.argv:
        figures.write("bench learning", block)
    print(block)


def _crowded(rows: "list[Row]") -> list[str]:
    from bench import pages, report

    told = (
        f"{pages.PEOPLE_AT_ONCE} people of as many classes, as in the kernel's table. *Bare*: the reads among the "
        "statements, through psycopg alone, in sets a second; what is written is not repeated there."
    )
    title = "### Pages and calls over a school of 5,000, with 200 paths and 384,000 memories"
    return [title, report.pages_table(rows), told] if rows else []


def _singles(rows: "list[Single]") -> str:
    from bench import figures

    head = ["", "median, ms", "p95, ms", "statements", "bare, ms", "ratio"]
    return figures.table(
        head,
        [
            (r.name, f"{r.median:.1f}", f"{r.p95:.1f}", r.statements, f"{r.bare:.1f}", f"{r.median / r.bare:.1f} : 1")
            for r in rows
        ],
    )


def _words(direct: list[float], tutor: list[float], without: list[float]) -> str:
    from bench import figures

    added = [ours - theirs for ours, theirs in zip(tutor, direct, strict=True)]
    lines = [
        ("the provider, directly", direct),
        ("the tutor: rules, retrieval, gateway, provider", tutor),
        ("what ours adds", added),
        ("the tutor without a model (rules and quotations)", without),
    ]
    told = [(n, f"{statistics.median(t):.1f}", f"{sorted(t)[int(len(t) * 0.95)]:.1f}") for n, t in lines]
    return figures.table(["first word", "median, ms", "p95, ms"], told)


if __name__ == "__main__":
    main()
