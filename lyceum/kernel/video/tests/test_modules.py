"""The page's own reckoning: who is there, how large they are shown and sent, what a line is worth, what keys do."""

from pathlib import Path
from typing import Any

import pytest

from lyceum.kernel.foundation.tests.page_modules import answer_of
from lyceum.kernel.ui.templatetags.looks import hue_class, initials

STATIC = Path(__file__).parents[1] / "static" / "video"
_PEOPLE = """
const { told, inOrder } = await import("./people.js");
let heard = "";
for await (const piece of process.stdin.setEncoding("utf8")) heard += piece;
let people = new Map();
const said = [];
for (const frame of JSON.parse(heard)) {
  const now = told(people, frame);
  people = now.people;
  said.push(now.news.map(({ what, person }) => `${what} ${person.name}`));
}
process.stdout.write(JSON.stringify([said, inOrder(people).map((person) => person.name)]));
"""


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"connection": name, "person": name, "name": name, "hand": None, "screen": False} | more


def frame(kind: str, **content: Any) -> dict[str, Any]:
    return {"kind": kind, "content": content}


def module(tmp_path: Path, name: str, expression: str, said: Any = None) -> Any:
    script = f"""
        const all = await import("./{name}");
        let text = "";
        for await (const piece of process.stdin.setEncoding("utf8")) text += piece;
        const said = JSON.parse(text);
        process.stdout.write(JSON.stringify({expression}));
    """
    return answer_of(tmp_path, script, [STATIC / name], said)


def test_who_is_there_follows_from_what_was_heard(tmp_path: Path) -> None:
    frames = [
        frame("welcome", people=[person("Ada"), person("Bo")]),
        frame("person", **person("Cy")),
        frame("person", **person("Cy", hand="2026-11-21T18:00:02")),
        frame("person", **person("Bo", hand="2026-11-21T18:00:01", screen=True)),
        frame("left", connection="Ada"),
        frame("left", connection="Ada"),
        frame("something else"),
        frame("welcome", people=[person("Cy")]),
    ]
    said, order = answer_of(tmp_path, _PEOPLE, [STATIC / "people.js"], frames)
    news = [[], ["joined Cy"], ["raised Cy"], ["raised Bo", "shares Bo"], ["left Ada"], [], [], ["left Bo"]]
    assert (said, order) == (news, ["Cy"])


def test_hands_stand_first_in_the_order_in_which_they_went_up(tmp_path: Path) -> None:
    people = [person("Ada"), person("Bo", hand="2026-11-21T18:00:02"), person("Cy", hand="2026-11-21T18:00:01")]
    _said, order = answer_of(tmp_path, _PEOPLE, [STATIC / "people.js"], [frame("welcome", people=people)])
    assert order == ["Cy", "Bo", "Ada"]


def test_more_people_send_smaller_pictures(tmp_path: Path) -> None:
    shapes = module(tmp_path, "shape.js", "said.map((n) => all.shapeFor(n))", [1, 2, 3, 4, 5, 6])
    assert [(shape["width"], shape["height"], shape["frameRate"]) for shape in shapes] == [
        *[(1280, 720, 24)] * 2,
        *[(640, 360, 20)] * 2,
        *[(320, 240, 10)] * 2,
    ]
    sent = [shape["maxBitrate"] * max(1, people - 1) for people, shape in enumerate(shapes, 1)]
    assert max(sent) <= 2_000_000  # what a home's line carries upwards


@pytest.mark.parametrize(
    ("line", "quality"),
    [
        ({}, "good"),
        ({"lost": 0.03}, "fair"),
        ({"roundTrip": 0.3}, "fair"),
        ({"lost": 0.1}, "poor"),
        ({"roundTrip": 0.7}, "poor"),
        ({"state": "disconnected"}, "poor"),
    ],
)
def test_a_line_is_as_good_as_what_arrives(tmp_path: Path, line: dict[str, Any], quality: str) -> None:
    assert module(tmp_path, "shape.js", "all.qualityOf(said)", line) == quality


@pytest.mark.parametrize(
    ("count", "width", "height", "columns"),
    [(1, 1200, 700, 1), (2, 1200, 600, 2), (2, 360, 700, 1), (4, 1200, 700, 2), (6, 1200, 600, 3), (6, 360, 500, 2)],
)
def test_tiles_are_as_large_as_they_can_be(tmp_path: Path, count: int, width: int, height: int, columns: int) -> None:
    found = module(tmp_path, "tiling.js", "all.columnsFor(...said)", [count, width, height])
    assert found["columns"] == columns
    rows = -(-count // columns)
    assert found["tile"] * columns <= width
    assert found["tile"] * 9 / 16 * rows <= height


def test_a_face_looks_here_as_the_server_draws_it(tmp_path: Path) -> None:
    names = ["Inès Lopez", "Karim Benali", "Étienne de La Tour", "X", "王 小明"]
    found = module(tmp_path, "faces.js", "said.map((name) => [all.initials(name), all.hue(name)])", names)
    assert found == [[initials(name), hue_class(name)] for name in names]


def test_a_key_alone_acts_and_a_chord_is_the_browsers(tmp_path: Path) -> None:
    keys = [{"key": "m"}, {"key": "V"}, {"key": "?"}, {"key": "c"}, {"key": "x"}, {"key": "s", "ctrlKey": True}]
    found = module(tmp_path, "shortcuts.js", "said.map((key) => all.actOf(key))", keys)
    assert found == ["microphone", "camera", "help", "talk", "", ""]


def test_silence_is_nothing_and_a_shout_is_all(tmp_path: Path) -> None:
    loud = [0, 255] * 256
    found = module(tmp_path, "loudness.js", "said.map((each) => all.levelOf(each))", [[128] * 512, loud])
    assert found == [0, 10]
