"""``bin/bench discovery``: how fast the public finds one of 20,000 events, beside the bare statements.

``--entries 20000``, ``--rounds 200``, ``--keep`` (into docs/figures.md).
"""

import argparse
import os
import subprocess
import sys

from bench import house

house.settle_in()
VAR = house.VAR.with_name("bench-discovery")


def main() -> None:
    asked = arguments()
    os.environ["LYCEUM_VAR"] = str(VAR)
    environment = os.environ | {"LYCEUM_AS": "owner"}
    subprocess.run([sys.executable, "-m", "lyceum", "migrate", "-v0"], check=True, cwd=house.ROOT, env=environment)
    import django

    django.setup()
    from bench import figures, season

    block = season.measured(asked.entries, asked.rounds)
    if asked.keep:
        figures.write("bench discovery", block)
    print(block)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
