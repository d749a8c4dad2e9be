"""What the doors of in and out of learning are filled with; their path is that of ``rooms_learning.py``."""

from typing import Any

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.media.tests.uploads import upload
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_FORMATS = {
    "learning:download": "gift",
    "learning:results_file": "csv",
    "get_export": "gift",
    "get_export_report": "gift",
    "get_results": "csv",
}


def exchange(wing: Wing) -> Filled:
    values: dict[str, Any] = {"learning:import/confirmed": "1"}
    for door in ("learning:import", "create_import", "preview_import"):
        values[f"{door}/file"] = lambda: upload("questions.csv", b"question;answer\nAnd this?;That\n")
        values[f"{door}/id"] = lambda: str(new_identifier())
    for door in ("learning:roster", "create_roster", "preview_roster"):
        values[f"{door}/file"] = lambda: upload("people.csv", b"name;email;class\nZoe;zoe@example.org;6e Z\n")
    values |= {"learning:roster/confirmed": "1"}
    return {f"{door}.format": format for door, format in _FORMATS.items()}, values
