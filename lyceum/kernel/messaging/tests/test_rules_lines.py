from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from lyceum.kernel.messaging.rules.lines import Line, lines_of

INES, KARIM = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Somebody:
    id: UUID


@dataclass(frozen=True)
class Said:
    position: int
    author: Somebody | None
    created_at: datetime
    kind: str = "text"


def said(*about: tuple[UUID | None, str]) -> list[Said]:
    return [
        Said(n, Somebody(who) if who else None, datetime.fromisoformat(f"2026-03-{at}:00+00:00"))
        for n, (who, at) in enumerate(about, 1)
    ]


THREAD = said(
    (INES, "01T09:00"),
    (INES, "01T09:04"),
    (KARIM, "01T09:05"),
    (INES, "01T10:00"),
    (None, "01T10:01"),
    (INES, "01T23:30"),
)


def lines(unread_after: int | None = None, me: UUID = KARIM, seen_to: int = 0) -> list[Line[Said]]:
    return lines_of(
        THREAD, me=me, unread_after=unread_after, seen_to=seen_to, local=lambda moment: moment + timedelta(hours=1)
    )


def test_what_one_author_wrote_in_a_row_stands_under_one_name() -> None:
    assert [line.leads for line in lines()] == [True, False, True, True, True, True]


def test_a_day_begins_where_it_does_for_whoever_reads() -> None:
    days = [line.day for line in lines()]
    assert days[0] == datetime(2026, 3, 1, tzinfo=UTC).date()
    assert days[5] == datetime(2026, 3, 2, tzinfo=UTC).date()
    assert [day is None for day in days] == [False, True, True, True, True, False]


def test_the_mark_stands_above_the_first_message_of_another_that_was_not_read() -> None:
    assert [line.is_first_unread for line in lines(unread_after=2)] == [False, False, False, True, False, False]
    assert [line.is_first_unread for line in lines(unread_after=2, me=INES)] == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    assert not any(line.is_first_unread for line in lines())


def test_own_messages_are_known_and_whether_somebody_has_seen_them() -> None:
    found = lines(me=INES, seen_to=2)
    assert [line.is_own for line in found] == [True, True, False, True, False, True]
    assert [line.is_seen for line in found] == [True, True, False, False, False, False]
