"""What the doors of in and out of learning are filled with; their path is that of ``rooms_learning.py``."""

from base64 import b64encode
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
    "exportQuestions": "gift",
    "exportResults": "csv",
}
_QUESTIONS = b"question;answer\nAnd this?;That\n"
_PEOPLE = b"name;email;class\nZoe;zoe@example.org;6e Z\n"


def exchange(wing: Wing) -> Filled:
    values: dict[str, Any] = {"learning:import/confirmed": "1"}
    for door in ("learning:import", "create_import", "preview_import"):
        values[f"{door}/file"] = lambda: upload("questions.csv", _QUESTIONS)
        values[f"{door}/id"] = lambda: str(new_identifier())
    for door in ("learning:roster", "create_roster", "preview_roster"):
        values[f"{door}/file"] = lambda: upload("people.csv", _PEOPLE)
    values |= {"learning:roster/confirmed": "1"}
    questions, people = (b64encode(text).decode() for text in (_QUESTIONS, _PEOPLE))
    for field in ("importQuestions", "previewImport"):
        values |= {f"{field}/file": {"name": "questions.csv", "content": questions}}
        values[f"{field}/id"] = lambda: str(new_identifier())
    for field in ("enrolRoster", "previewRoster"):
        values[f"{field}/file"] = {"name": "people.csv", "content": people}
    return {f"{door}.format": format for door, format in _FORMATS.items()}, values
