"""``bin/bench kernel``: the kernel under a hundred people, and what single things cost. Writes docs/figures.md."""

import sys
import time

from bench import house

house.settle_in()


def main() -> None:
    began = time.perf_counter()
    first, second = house.start_times()
    say(f"started in {first:.1f} s, again in {second:.1f} s")
    with house.opened():
        import django

        django.setup()
        from bench import crowd, pages, report, single

        crowd.gathered()
        say("5,000 people are there")
        rows = pages.measured()
        say("pages are measured")
        block = report.block(
            pages=rows,
            starts=(first, second),
            sign_ins=single.sign_ins(),
            jobs=single.jobs(),
            guard=single.guard(),
            component=single.component(),
            took=time.perf_counter() - began,
        )
    report.keep(block)
    print(block)


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
