"""``python -m lyceum migrate``: Django's commands. Those that change the schema run as the tables' owner."""

import os
import sys

from django.core.management import execute_from_command_line

from lyceum.project.start.watch import end_with_parent

AS_OWNER = {"migrate", "makemigrations", "sqlmigrate", "dbshell", "flush", "rotate_keys", "purge_trail"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
    if AS_OWNER & set(sys.argv[1:2]):
        os.environ["LYCEUM_AS"] = "owner"
    if "LYCEUM_PARENT" in os.environ:
        end_with_parent()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
