"""Every room has the same plan, and holds only the parts that it needs."""

from collections.abc import Iterable, Iterator

import pytest

from tests.house import tree

PARTS = frozenset(
    (
        "__init__ apps contributions permissions announcements ports README.md interface actions queries models rules "
        "adapters management demo templates static templatetags migrations tests"
    ).split()
)
EXTRAS = {
    "kernel/foundation": frozenset("scope guards registry limits serving live demo addresses jobs walls".split()),
    "kernel/ui": frozenset({"styles", "icons.txt"}),
}
NEEDED = frozenset({"README.md", "contributions", "apps", "tests"})
README_LINES = 40


def strange_parts(room: str, parts: Iterable[str]) -> Iterator[str]:
    held = set(parts)
    for part in sorted(held - PARTS - EXTRAS.get(room, frozenset())):
        yield f"{room} has a part that is not in the plan: {part}"
    for part in sorted(NEEDED - held):
        yield f"{room} has no {part}"


def _rooms() -> dict[str, set[str]]:
    rooms: dict[str, set[str]] = {}
    for path in tree.paths():
        pieces = path.split("/")
        if len(pieces) > 3 and pieces[0] == "lyceum" and pieces[1] in {"kernel", "domains"}:
            rooms.setdefault("/".join(pieces[1:3]), set()).add(pieces[3].removesuffix(".py"))
    return rooms


@pytest.mark.wish("P3", "P7")
def test_every_room_follows_the_plan() -> None:
    rooms = _rooms()
    assert len(rooms) >= 9
    tree.expect_none(fault for room, parts in rooms.items() for fault in strange_parts(room, parts))


def test_a_part_outside_the_plan_is_found() -> None:
    assert list(strange_parts("kernel/lamp", NEEDED | {"services", "scope"})) == [
        "kernel/lamp has a part that is not in the plan: scope",
        "kernel/lamp has a part that is not in the plan: services",
    ]
    assert list(strange_parts("kernel/lamp", NEEDED - {"README.md"})) == ["kernel/lamp has no README.md"]


def test_every_readme_of_a_room_can_be_read_in_a_minute() -> None:
    long = [s.path for s in tree.sources() if s.room and s.part == "README.md" and len(s.lines) > README_LINES]
    assert long == []


def test_templates_stand_under_the_name_of_their_room() -> None:
    """So that two rooms never hide each other's pages. Pages of libraries that we redraw keep their own folder."""
    redrawn = {"account", "socialaccount", "mfa", "usersessions", "allauth", "cotton"}
    strangers = [
        s.path
        for s in tree.templates()
        if s.room
        and s.path.split("/templates/")[1].split("/")[0] not in {s.room.split("/")[1], *redrawn}
        and "/" in s.path.split("/templates/")[1]
    ]
    assert strangers == []
