"""``bin/bench notifications [--quick]``: how fast ways are planned, and whether anything is lost when workers die."""

import os
import sys
import time

from bench import house

house.settle_in()  # settings are read when the siblings are imported
os.environ["LYCEUM_VAR"] = str(house.VAR.with_name("bench-notifications"))
os.environ["LOG_LEVEL"] = "ERROR"
os.environ["TELLING_BY"] = "in_app push"  # most of a mail is its layout, which is measured elsewhere


def main() -> None:
    import django

    from lyceum.project.start import running, server

    database = server.choose(running.var())
    try:
        running.prepare(database)
        django.setup()
        from bench import figures, telling

        began, load = time.perf_counter(), os.getloadavg()[0]
        quick = "--quick" in sys.argv
        school = telling.gathered()
        rates = telling.planned(school, database.owner_url, seconds=2 if quick else 10)
        telling.say("planned")
        rush = telling.rushed(school, 500 if quick else 10_000)
        block = telling.report(rates, rush, load, time.perf_counter() - began)
        if not quick:
            figures.write("bench notifications", block)
        print(block)
    finally:
        database.stop_if_ours()


if __name__ == "__main__":
    main()
