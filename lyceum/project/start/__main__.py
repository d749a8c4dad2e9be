"""``python -m lyceum.project.start run``: what the commands in ``bin/`` do, once ``.venv`` is there."""

import os
import sys

from lyceum.project.start import checking, running, testing
from lyceum.project.start.trouble import Trouble

COMMANDS = {
    "run": running.run,
    "dev": running.dev,
    "test": testing.test,
    "bench": testing.bench,
    "check": checking.check,
    "fmt": checking.fmt,
}


def main(command: str, *arguments: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
    return COMMANDS[command](*arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
