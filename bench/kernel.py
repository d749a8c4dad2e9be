"""``bin/bench kernel [--quick]``: the kernel under a hundred people, and what single things cost."""

import os
import sys
import time

from bench import house

house.settle_in()  # settings are read when the siblings are imported


def main() -> None:
    began, load = time.perf_counter(), os.getloadavg()[0]
    starts = house.start_times()
    say(f"started in {starts.first:.1f} s, again in {starts.second:.1f} s")
    with house.opened():
        os.environ["LOG_LEVEL"] = "WARNING"  # of this process: the house logs as it always does
        import django

        django.setup()
        from bench import crowd, pages, report, single

        crowd.gathered()
        say("5,000 people are there")
        rows = pages.measured()
        say("pages are measured")
        block = report.block(
            pages=rows,
            starts=starts,
            sign_ins=single.sign_ins(),
            jobs=single.jobs(),
            guard=single.guard(),
            component=single.component(),
            load=load,
            took=time.perf_counter() - began,
        )
    if "--quick" not in sys.argv:
        report.keep(block)
    print(block)


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
