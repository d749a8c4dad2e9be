import json
import re
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from lyceum.domains.learning.rules.formats.xapi import (
    ASSESSMENT,
    COURSE,
    PAGE,
    QUESTION,
    Activity,
    Actor,
    Setting,
    answered,
    completed,
    digest,
    duration,
    experienced,
)
from lyceum.domains.learning.rules.formats.xapi_interaction import interaction, response
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, ORDERING, TWO_GAPS

KEY = UUID("0198a000-0000-7000-8000-000000000001")
AT = datetime(2026, 11, 21, 15, 4, 5, 678_900, tzinfo=timezone(timedelta(hours=1)))
LEA = Actor("https://school.example", "p-1", name="Léa")
SITE = "https://school.example/learning"
SETTING = Setting(
    "Lyceum",
    "fr",
    KEY,
    Activity(f"{SITE}/steps/2", "Ondes", ASSESSMENT),
    (Activity(f"{SITE}/paths/1", "Physique", COURSE),),
    Actor(email="Prof@School.example"),
)

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+\Z", re.I)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?\Z")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_INTERACTIONS = {"true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert"}
_COMPONENTS = {"choice": {"choices"}, "sequencing": {"choices"}, "matching": {"source", "target"}}


def check_statement(said: dict[str, Any]) -> None:
    """The rules of the specification's Part Two, 2.2 to 2.4 and 4, for what we say."""
    assert set(said) <= {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}
    assert {"actor", "verb", "object"} <= set(said)
    assert _UUID.match(said["id"])
    assert _STAMP.match(said["timestamp"])
    assert said["version"].startswith("1.0")
    assert _IRI.match(said["verb"]["id"])
    check_no_null(said)
    check_agent(said["actor"])
    check_map(said["verb"]["display"])
    check_activity(said["object"])
    check_result(said.get("result", {}))
    check_context(said["context"])


def check_no_null(said: Any) -> None:
    assert said is not None
    for part in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
        check_no_null(part)


def check_map(said: dict[str, str]) -> None:
    assert said
    assert all(_LANGUAGE.match(language) and isinstance(text, str) for language, text in said.items())


def check_agent(said: dict[str, Any]) -> None:
    assert set(said) <= {"objectType", "name", "mbox_sha1sum", "account"}
    assert said["objectType"] == "Agent"
    assert len({"mbox", "mbox_sha1sum", "openid", "account"} & set(said)) == 1
    assert re.fullmatch(r"[0-9a-f]{40}", said.get("mbox_sha1sum", "0" * 40))
    if "account" in said:
        assert set(said["account"]) == {"homePage", "name"}
        assert _IRI.match(said["account"]["homePage"])


def check_activity(said: dict[str, Any]) -> None:
    assert set(said) <= {"objectType", "id", "definition"}
    assert said["objectType"] == "Activity"
    assert _IRI.match(said["id"])
    definition = said["definition"]
    assert _IRI.match(definition["type"])
    for name in {"name", "description"} & set(definition):
        check_map(definition[name])
    kind = definition.get("interactionType")
    parts = {"choices", "scale", "source", "target", "steps"} & set(definition)
    assert parts == _COMPONENTS.get(kind, set())
    if kind:
        assert kind in _INTERACTIONS | {"numeric", "other"}
        assert all(isinstance(pattern, str) for pattern in definition["correctResponsesPattern"])
    for part in parts:
        keys = [component["id"] for component in definition[part]]
        assert len(set(keys)) == len(keys)
        assert all(set(component) == {"id", "description"} for component in definition[part])


def check_result(said: dict[str, Any]) -> None:
    assert set(said) <= {"score", "success", "completion", "response", "duration"}
    assert all(isinstance(said[name], bool) for name in ("success", "completion") if name in said)
    assert isinstance(said.get("response", ""), str)
    assert _DURATION.match(said.get("duration", "PT0S"))
    score = said.get("score", {})
    assert set(score) <= {"scaled", "raw", "min", "max"}
    assert -1 <= score.get("scaled", 0) <= 1
    assert score.get("min", 0) <= score.get("raw", 0) <= score.get("max", 0)


def check_context(said: dict[str, Any]) -> None:
    assert set(said) <= {"registration", "instructor", "contextActivities", "platform", "language"}
    assert _UUID.match(said.get("registration", str(KEY)))
    assert _LANGUAGE.match(said["language"])
    check_agent(said.get("instructor", LEA.json()))
    for several in said.get("contextActivities", {}).values():
        for activity in several:
            check_activity(activity)


@pytest.mark.parametrize("content", [*EVERY_KIND, ORDERING, TWO_GAPS], ids=lambda content: content.kind)
def test_an_answer_of_every_kind_keeps_the_rules_of_the_specification(content: Content) -> None:
    question = Activity(f"{SITE}/items/9", "", QUESTION)
    said = answered(
        KEY, LEA, question, content, ["True"], score=0.5, is_right=True, seconds=3.333, at=AT, setting=SETTING
    )
    check_statement(json.loads(json.dumps(said)))


def test_an_answer_says_who_what_how_and_where() -> None:
    content = Content(Kind.CHOICE, "Lesquels ?", choices=(Choice("2", True), Choice("3", True), Choice("4", False)))
    question = Activity(f"{SITE}/items/9", "Premiers", QUESTION)
    said = answered(
        KEY, LEA, question, content, ["2", "4"], score=0.5, is_right=False, seconds=63.5, at=AT, setting=SETTING
    )
    assert said["actor"] == {
        "objectType": "Agent",
        "name": "Léa",
        "account": {"homePage": "https://school.example", "name": "p-1"},
    }
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert said["result"] == {
        "score": {"scaled": 0.5},
        "success": False,
        "completion": True,
        "response": "1[,]3",
        "duration": "PT1M3.5S",
    }
    assert said["timestamp"] == "2026-11-21T14:04:05.678Z"
    assert said["object"]["definition"]["correctResponsesPattern"] == ["1[,]2"]
    assert said["context"]["registration"] == str(KEY)
    assert said["context"]["contextActivities"]["parent"][0]["id"] == f"{SITE}/steps/2"
    assert said["context"]["instructor"]["mbox_sha1sum"] == digest("prof@school.example")


def test_what_is_done_or_read_keeps_the_rules_of_the_specification() -> None:
    done = completed(
        KEY, LEA, Activity(f"{SITE}/steps/2", "Ondes", ASSESSMENT), right=3, asked=4, seconds=90, at=AT, setting=SETTING
    )
    assert done["result"] == {
        "completion": True,
        "duration": "PT1M30S",
        "score": {"scaled": 0.75, "raw": 3, "min": 0, "max": 4},
    }
    empty = completed(
        KEY, LEA, Activity(f"{SITE}/x", "x", COURSE), right=0, asked=0, seconds=0, at=AT, setting=SETTING, passed=True
    )
    assert empty["result"] == {"completion": True, "duration": "PT0S", "success": True}
    page = Activity(f"{SITE}/documents/4#page=12", "Cours, p. 12", PAGE)
    bare = Setting("Lyceum", "fr")
    read = experienced(KEY, Actor(email="lea@x.org"), page, at=AT, setting=bare)
    assert "result" not in read
    assert read["context"] == {"platform": "Lyceum", "language": "fr"}
    for said in (done, empty, read, experienced(KEY, LEA, page, seconds=12.345, at=AT, setting=bare)):
        check_statement(json.loads(json.dumps(said)))


def test_an_address_is_never_said_itself() -> None:
    assert digest("mailbox@example.com") == digest(" Mailbox@Example.com ")
    assert digest("foo@bar.com") == "c89da884114cb795065ce008ef6f25750a78e8be"
    assert "lea@x.org" not in json.dumps(Actor(email="lea@x.org").json())


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "PT0S"),
        (0.004, "PT0S"),
        (1, "PT1S"),
        (1.5, "PT1.5S"),
        (59.999, "PT1M"),
        (60, "PT1M"),
        (3600, "PT1H"),
        (3661.25, "PT1H1M1.25S"),
        (90_000, "PT25H"),
        (-3, "PT0S"),
    ],
)
def test_a_duration_is_said_as_iso_8601(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_interactions_say_what_is_right_and_what_was_answered() -> None:
    number = Content(Kind.NUMBER, "g ?", answers=("9,81",), tolerance=0.02)
    assert interaction(number, "fr") == {"interactionType": "numeric", "correctResponsesPattern": ["9.79[:]9.83"]}
    assert response(number, ["9,8"]) == "9.8"
    truth = Content(Kind.TRUTH, "?", choices=(Choice("Vrai", False), Choice("Faux", True)))
    assert interaction(truth, "fr")["correctResponsesPattern"] == ["false"]
    assert [response(truth, [text]) for text in ("Vrai", "Faux", "?")] == ["true", "false", ""]
    pairs = Content(Kind.MATCHING, "?", pairs=(("dog", "chien"), ("cat", "chat")))
    assert interaction(pairs, "fr")["correctResponsesPattern"] == ["1[.]1[,]2[.]2"]
    assert response(pairs, ["chat", "chien"]) == "1[.]2[,]2[.]1"
    assert response(ORDERING, ["1804", "1789"]) == "3[,]1"
    cloze = Content(Kind.CLOZE, f"{GAP} {GAP}", gaps=(("a[,]b", "x"), ("c",)))
    assert interaction(cloze, "fr")["correctResponsesPattern"] == ["a,b[,]c"]
    assert response(cloze, ["a", "c"]) == "a[,]c"
    assert response(Content(Kind.SHORT, "?", answers=("x",)), []) == ""
