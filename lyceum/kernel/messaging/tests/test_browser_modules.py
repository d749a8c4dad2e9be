"""What the page of a conversation decides by itself: order, sending, catching up, drafts, typing. Run by Node."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lyceum.kernel.foundation.tests.page_modules import answer_of

STATIC = Path(__file__).parents[1] / "static" / "messaging"


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str], Any]:
    """The script says what it found by ``tell(…)``; the modules stand beside it."""
    tell = "\nfunction tell(it) { process.stdout.write(JSON.stringify(it)); }\n"
    return lambda script: answer_of(tmp_path, script + tell, STATIC.glob("*.js"))


ORDER = """
import { inOrder, merge } from "./order.js";
const history = [];
for (let n = 1; n <= 12; n++) history.push({ id: `m${n % 5}`, position: n % 5, change: n, body: `${n}` });
let seed = 1789;
const chance = (below) => (seed = (seed * 48271) % 2147483647) % below;
const ends = new Set();
for (let turn = 0; turn < 200; turn++) {
  const known = new Map();
  const told = [...history, ...history].sort(() => chance(3) - 1);
  while (told.length) merge(known, told.splice(0, 1 + chance(4)));
  ends.add(JSON.stringify(inOrder(known).map(({ id, body }) => id + body)));
}
const known = new Map();
tell([[...ends].map(JSON.parse), merge(known, history.slice(0, 2)), merge(known, history.slice(0, 2))]);
"""


@pytest.mark.wish("I9")
def test_the_list_is_the_same_in_whatever_order_and_how_often_messages_come(run: Any) -> None:
    ends, first, repeated = run(ORDER)
    assert ends == [["m010", "m111", "m212", "m38", "m49"]]
    assert (first, repeated) == (["m1", "m2"], [])


ROWS = """
import { rows, seenBy } from "./order.js";
const at = (time) => `2026-03-0${time}:00Z`;
const from = (id) => ({ id });
const messages = [
  { id: "a", position: 1, author: from("ines"), created_at: at("1T09:00"), kind: "text" },
  { id: "b", position: 2, author: from("ines"), created_at: at("1T09:04"), kind: "text" },
  { id: "c", position: 3, author: from("karim"), created_at: at("1T09:05"), kind: "text" },
  { id: "d", position: 4, author: from("ines"), created_at: at("1T10:00"), kind: "text" },
  { id: "e", position: 5, author: from("ines"), created_at: at("2T10:00"), kind: "text" },
];
const dayOf = (moment) => moment.slice(0, 10);
const short = (row) => (row.message ? row.message.id + (row.leads ? "*" : "") : row.unread ? "unread" : row.day);
const readers = [
  { person_id: "ines", read_position: 5 },
  { person_id: "karim", read_position: 4 },
  { person_id: "lea", read_position: 1 },
];
tell([
  rows(messages, { dayOf }).map(short),
  rows(messages, { dayOf, unreadAfter: 2, me: "karim" }).map(short),
  seenBy(readers, messages[3]).map((one) => one.person_id),
]);
"""


def test_messages_stand_by_day_and_author_and_the_first_unread_one_is_marked(run: Any) -> None:
    whole, unread, seen = run(ROWS)
    assert whole == ["2026-03-01", "a*", "b", "c*", "d*", "2026-03-02", "e*"]
    assert unread == ["2026-03-01", "a*", "b", "c*", "unread", "d*", "2026-03-02", "e*"]
    assert seen == ["karim"]


OUTBOX = """
import { Outbox } from "./outbox.js";
const kept = new Map();
const store = {
  all: async () => [...kept.values()],
  put: async (entry) => void kept.set(entry.id, { ...entry }),
  remove: async (id) => void kept.delete(id),
};
const timers = [];
const server = { has: [], calls: 0, down: false, refuses: null };
async function post({ id, body }) {
  server.calls++;
  if (server.down === "before") throw new Error("no network");
  if (body === server.refuses) return { refused: "Too long." };
  if (!server.has.includes(id)) server.has.push(id);
  if (server.down === "after") throw new Error("the answer is lost");
  return { message: { id } };
}
const delivered = [];
const open = async () => {
  const later = (act, wait) => timers.push(wait);
  const outbox = new Outbox({ store, post, later, delivered: ({ id }) => delivered.push(id) });
  await outbox.open();
  return outbox;
};
const write = (outbox, id, body = id) => outbox.add({ id, conversation: "c", body });
const states = (outbox) => outbox.of("c").map((entry) => `${entry.id} ${entry.state}`);
"""


@pytest.mark.wish("I9")
def test_what_is_written_offline_waits_survives_a_reload_and_is_sent_once_in_order(run: Any) -> None:
    waiting, again, has, delivered, left = run(
        OUTBOX
        + """
server.down = "before";
const before = await open();
await Promise.all([write(before, "1"), write(before, "2"), write(before, "3")]);
const waiting = states(before);
const after = await open(); // the page is loaded again, still offline
const again = states(after);
server.down = false;
await Promise.all([after.hurry(), after.hurry(), write(after, "4")]);
tell([waiting, again, server.has, delivered, kept.size]);
"""
    )
    assert waiting == again == ["1 waiting", "2 waiting", "3 waiting"]
    assert has == delivered == ["1", "2", "3", "4"]
    assert left == 0


def test_a_lost_answer_asks_again_and_the_wait_grows_to_a_minute(run: Any) -> None:
    has, calls, waits = run(
        OUTBOX
        + """
server.down = "after";
const outbox = await open();
await write(outbox, "1");
for (let turn = 0; turn < 8; turn++) await outbox.send();
server.down = false;
await outbox.send();
tell([server.has, server.calls, timers.map((wait) => Math.ceil(wait / 1000))]);
"""
    )
    assert (has, calls) == (["1"], 10)
    for turn, wait in enumerate(waits):
        longest = min(60, 2**turn)
        assert longest / 2 <= wait <= longest + 1


def test_a_refusal_is_told_and_can_be_tried_again_or_taken_back_without_stopping_the_others(run: Any) -> None:
    states, reason, tried, back, left = run(
        OUTBOX
        + """
server.refuses = "2";
const outbox = await open();
await Promise.all([write(outbox, "1"), write(outbox, "2"), write(outbox, "3")]);
const reloaded = await open();
const found = [states(reloaded), reloaded.entries[0].reason];
await reloaded.again("2");
const tried = states(reloaded);
const back = await reloaded.takeBack("2");
tell([...found, tried, back.body, kept.size]);
"""
    )
    assert states == tried == ["2 refused"]
    assert (reason, back, left) == ("Too long.", "2", 0)


RESUME = """
import { Resume } from "./resume.js";
import { inOrder, merge } from "./order.js";
const history = [];
const known = new Map();
const server = { calls: 0, down: false };
function write() {
  const number = history.length + 1;
  history.push({ id: `m${number}`, position: number, change: number });
}
async function ask(since) {
  server.calls++;
  if (server.down) throw new Error("no network");
  const items = history.filter((message) => message.change > since).slice(0, 3);
  const cursor = items.at(-1)?.change ?? since;
  return { items, cursor, more: cursor < history.length };
}
const resume = new Resume({ cursor: 0, ask, apply: (messages) => merge(known, messages) });
const ids = () => inOrder(known).map((message) => message.id).join(" ");
"""


@pytest.mark.wish("I9")
def test_whoever_was_away_asks_from_where_they_were_until_nothing_is_missing(run: Any) -> None:
    at_once, gap, failed, whole, calls = run(
        RESUME
        + """
for (let n = 0; n < 2; n++) { write(); await resume.heard(history.at(-1)); }
const atOnce = [ids(), server.calls];
for (let n = 0; n < 8; n++) write(); // heard by nobody
await resume.heard(history.at(-1));
const gap = [ids(), server.calls];
server.down = true;
write();
const failed = await resume.catchUp();
server.down = false;
await Promise.all([resume.catchUp(), resume.catchUp(), resume.catchUp(), resume.heard(history[0])]);
tell([atOnce, gap, failed, ids(), server.calls]);
"""
    )
    assert at_once == ["m1 m2", 0]
    assert gap == ["m1 m2 m3 m4 m5 m6 m7 m8 m9 m10", 3]
    assert failed is False
    assert whole == "m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11"
    assert calls == 6  # one that failed, one that answered, one for those who asked meanwhile


def test_a_draft_is_on_the_device_at_once_and_with_the_server_a_moment_later(run: Any) -> None:
    assert run("""
import { Draft } from "./draft.js";
const shelf = { kept: {}, getItem: (key) => shelf.kept[key] ?? null, setItem: (key, text) => (shelf.kept[key] = text),
  removeItem: (key) => delete shelf.kept[key] };
let [server, timer] = ["old", null];
const keep = async (text) => { server = text; return true; };
const draft = new Draft({ key: "ines.c", keep, shelf, later: (act) => (timer = act) });
const steps = [draft.read(server)];
draft.write("Bon");
draft.write("Bonjour");
steps.push(draft.read(server), server);
await timer();
steps.push(server, Object.keys(shelf.kept).length, draft.read("written elsewhere"));
tell(steps);
""") == ["old", "Bonjour", "old", "Bonjour", 0, "written elsewhere"]


def test_typing_is_said_every_three_seconds_and_believed_for_six(run: Any) -> None:
    assert run("""
import { Typing } from "./typing.js";
let clock = 10_000;
const typing = new Typing(() => clock);
const said = [];
for (const pause of [0, 1000, 1999, 1]) { clock += pause; said.push(typing.says()); }
typing.stops();
said.push(typing.says());
typing.hears("karim");
typing.hears("lea");
typing.silences("lea");
const heard = [typing.writing()];
for (const pause of [5999, 1]) { clock += pause; heard.push(typing.writing()); }
tell([said, heard]);
""") == [[True, False, False, True, True], [["karim"], ["karim"], []]]
