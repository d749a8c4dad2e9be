"""What people have written to one another: a class, a teacher and a student, a club, somebody who needs help."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.messaging.actions.attending import read_conversation
from lyceum.kernel.messaging.actions.message_reporting import report_message
from lyceum.kernel.messaging.actions.opening import open_direct, open_group, open_support
from lyceum.kernel.messaging.actions.posting import MessageText, post_message
from lyceum.kernel.messaging.actions.reacting import react
from lyceum.kernel.messaging.models import Conversation, Reason

HERE = Path(__file__).parent
Script = dict[str, Any]


def talk(cast: Any, slug: str) -> None:
    for script in scripts(slug):
        conversation = _opened(cast, slug, script)
        posted: list[UUID] = []
        for said in script["messages"]:
            posted.append(_say(cast, slug, conversation, said, posted))
        _read(cast, slug, conversation, script.get("unread_by", []))


def scripts(slug: str) -> list[Script]:
    """``messages``: how many ``days`` ago, ``at`` what time, ``who`` ``says`` what; ``answers``: the n-th before it."""
    path = HERE / f"{slug}_talks.toml"
    return tomllib.loads(path.read_text())["conversations"] if path.exists() else []


def _opened(cast: Any, slug: str, script: Script) -> Conversation:
    first = script["messages"][0]
    with cast.acting(first["days"], 7, quietly=True):
        opener = cast.caller(script.get("with", [first["who"]])[0], slug)
        if "with" in script:
            return open_direct(opener, cast.people[script["with"][1]].id)
        return open_group(opener, cast.groups(slug)[script["group"]].id) if "group" in script else open_support(opener)


def _say(cast: Any, slug: str, conversation: Conversation, said: Script, posted: list[UUID]) -> UUID:
    hour, minute = (int(part) for part in said["at"].split(":"))
    with cast.acting(said["days"], hour, minute, quietly=True):
        caller = cast.caller(said["who"], slug)
        answered = posted[-said["answers"]] if "answers" in said else None
        message = post_message(caller, conversation.id, new_identifier(), MessageText(said["says"], answered))
        for mark, people in said.get("marks", {}).items():
            for name in people:
                react(cast.caller(name, slug), message.id, mark)
        if reporter := said.get("reported_by"):
            report_message(cast.caller(reporter, slug), message.id, Reason.HURTFUL, said["because"])
        return message.id


def _read(cast: Any, slug: str, conversation: Conversation, unread_by: list[str]) -> None:
    """By all but those who have not come back yet, who have read all but the last."""
    with cast.acting(0, 7, quietly=True):
        last = _position(cast, slug, conversation)
        for name in _people(cast, slug, conversation):
            read_conversation(cast.caller(name, slug), conversation.id, last - 1 if name in unread_by else last)


def _people(cast: Any, slug: str, conversation: Conversation) -> list[str]:
    with scope.entered(cast.organisations[slug].id):
        return list(conversation.participants.present().values_list("person__name", flat=True))


def _position(cast: Any, slug: str, conversation: Conversation) -> int:
    with scope.entered(cast.organisations[slug].id):
        conversation.refresh_from_db(fields=["position"])
        return conversation.position
