"""The public notice of what is kept, made from what the rooms have declared: it cannot forget one of them."""

from dataclasses import dataclass

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass
from lyceum.kernel.foundation.rules.refusal import Message


@dataclass(frozen=True, slots=True)
class Line:
    what: Message
    classes: list[PrivacyClass]
    on_erasure: str
    kept_because: Message


@dataclass(frozen=True, slots=True)
class Chapter:
    room: str
    lines: list[Line]


def chapters(caller: Anyone) -> list[Chapter]:
    """Room by room, those that keep something of people."""
    found = [Chapter(label, [_line(r) for r in room.personal if r.what]) for label, room in registry.rooms().items()]
    return [chapter for chapter in found if chapter.lines]


def _line(record: PersonalRecords) -> Line:
    present = set(record.fields.values()) - {PrivacyClass.NONE}
    return Line(record.what, [kind for kind in PrivacyClass if kind in present], record.on_erasure, record.kept_because)
