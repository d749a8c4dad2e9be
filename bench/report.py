"""The figures of the kernel as they stand in ``docs/figures.md``."""

from collections.abc import Sequence

from django.db import connection

from bench import figures
from bench.house import Starts
from bench.pages import PEOPLE_AT_ONCE, THINKING, Row
from bench.single import Component, Guard, Jobs, SignIns


def block(
    *,
    pages: Sequence[Row],
    starts: Starts,
    sign_ins: SignIns,
    jobs: Jobs,
    guard: Guard,
    component: Component,
    load: float,
    took: float,
) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    return "\n\n".join(
        [
            "## The kernel: `bin/bench kernel`",
            f"{figures.machine(f'PostgreSQL {version.split()[0]}, embedded')}. Everything (web, realtime, worker, "
            "database, the client that asks) shares these cores, and so do other people's programs: "
            f"{load:.1f} wanted them when it began. The run took {took / 60:.0f} minutes.",
            "### Pages and calls over an organisation of 5,000",
            pages_table(pages),
            f"{PEOPLE_AT_ONCE} people, each signed in, through the real web processes. *Requests/s* and *p95 in a "
            "rush*: nobody ever pauses, so the wait is the queue. *p95 at ease*: the same people, "
            f"{THINKING:g} s on average between two clicks. *Bare*: the same statements through psycopg alone, from as "
            "many processes as there are web workers, in sets a second; the ratio is what Python and HTML cost. "
            "*Processor*: what one answer takes of a core in the web process, whoever else wants that core.",
            "Of the statements of each, one finds who asks (session, person, organisation, membership and groups: once "
            "four) and one leaves the scope again.",
            "### Single things",
            _single(starts, sign_ins, jobs, guard, component),
        ]
    )


def keep(text: str) -> None:
    figures.write("bench kernel", text)


def pages_table(rows: Sequence[Row]) -> str:
    head = [
        "",
        "statements",
        "requests/s",
        "p95 in a rush, ms",
        "p95 at ease, ms",
        "bare, sets/s",
        "ratio",
        "processor, ms",
    ]
    return figures.table(
        head,
        [
            (
                row.name,
                row.queries,
                f"{row.crowd['per_second']:.0f}",
                f"{row.crowd['p95']:.0f}",
                f"{row.thinking['p95']:.0f}",
                f"{row.bare_per_second:.0f}",
                f"1 : {row.bare_per_second / row.crowd['per_second']:.1f}",
                f"{row.cpu:.1f}",
            )
            for row in rows
        ],
    )


def _single(starts: Starts, sign_ins: SignIns, jobs: Jobs, guard: Guard, component: Component) -> str:
    return figures.table(
        ["", "figure", "beside"],
        [
            (
                "sign-ins by password, per second and core",
                f"{sign_ins.per_second:.1f}",
                f"{sign_ins.of_which_hashing:.0%} of it is Argon2id",
            ),
            ("jobs per second, one worker", f"{jobs.per_second:.0f}", "one worker process, 4 at a time"),
            ("from commit to start of the job, p50 / p95, ms", f"{jobs.p50:.0f} / {jobs.p95:.0f}", "an idle worker"),
            (
                "cold start (database made, migrated, demo), s",
                f"{starts.first:.1f}",
                f"the demo is {starts.demo:.1f} of it",
            ),
            ("warm start, s", f"{starts.second:.1f}", f"1 : {starts.first / starts.second:.1f} of the cold one"),
            (
                "twenty members behind row-level security, ms",
                f"{guard.guarded:.3f}",
                f"{guard.open:.3f} without: {guard.guarded / guard.open - 1:+.0%}",
            ),
            (
                "a component (a button with an icon), µs",
                f"{component.component:.0f}",
                f"{component.plain:.0f} as plain HTML",
            ),
        ],
    )
