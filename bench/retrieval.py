"""``bin/bench retrieval [COLLECTION.json]``: how well and how fast passages are found, beside PostgreSQL's own ranking.

The collection is one in SQuAD's form (or ``RETRIEVAL_COLLECTION``); each question's paragraph is its only right one.
``--language en``, ``--questions 3000``, ``--passages 10000`` (for the latency), ``--keep`` (into docs/figures.md).
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bench import house

house.settle_in()
VAR = house.VAR.with_name("bench-retrieval")


def main() -> None:
    asked = arguments()
    if not asked.collection:
        raise SystemExit("Name a collection in SQuAD's form, or set RETRIEVAL_COLLECTION.")
    os.environ["LYCEUM_VAR"] = str(VAR)
    migrate = [sys.executable, "-m", "lyceum", "migrate", "-v0"]
    subprocess.run(migrate, check=True, cwd=house.ROOT)
    import django

    django.setup()
    from bench import figures, library, reading

    block = library.measured(Path(asked.collection), asked.language, asked.questions, asked.passages)
    block += "\n\n" + reading.measured()
    if asked.keep:
        figures.write("retrieval", block)
    print(block)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collection", nargs="?", default=os.environ.get("RETRIEVAL_COLLECTION", ""))
    parser.add_argument("--language", default="fr", choices=["fr", "en"])
    parser.add_argument("--questions", type=int, default=3000)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
