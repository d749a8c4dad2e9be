// The lines of a thread, kept in order: those that stand already stay where they are, with their focus.
//   const list = new ThreadList(ol, drawing); list.show(rows, { stateOf })
import { blank } from "./drawing.js";

export class ThreadList {
  constructor(place, drawing) {
    Object.assign(this, { place, drawing, drawn: new Map() });
    this.lines = new Map([...place.children].map((line) => [keyOf(line), line]));
  }

  // What the server has drawn is as new as the messages that it gave with it.
  knows(messages) {
    for (const message of messages) this.drawn.set(message.id, mark(message));
  }

  show(rows, { stateOf, words }) {
    const wanted = rows.map((row) => [this.key(row), row]);
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, line] of this.lines) {
      if (keys.has(key)) continue;
      line.remove();
      this.lines.delete(key);
    }
    let at = this.place.firstElementChild;
    for (const [key, row] of wanted) {
      const line = this.line(key, row, words);
      if (row.message && row.message.kind !== "system") this.adorn(line, row, stateOf);
      if (line === at) at = at.nextElementSibling;
      else this.place.insertBefore(line, at);
    }
  }

  key(row) {
    return row.message ? row.message.id : row.day || "unread";
  }

  line(key, row, words) {
    if (!this.lines.has(key)) this.lines.set(key, this.made(row, words));
    const line = this.lines.get(key);
    if (row.message && row.message.kind !== "system" && this.drawn.get(key) !== mark(row.message)) {
      this.drawing.fill(line, row.message);
      this.drawn.set(key, mark(row.message));
    }
    return line;
  }

  made(row, words) {
    if (row.message && row.message.kind !== "system") {
      const line = this.drawing.message(row.message);
      this.drawn.set(row.message.id, mark(row.message));
      return line;
    }
    const line = blank(row.message ? "told" : "divider");
    if (row.message) line.textContent = words[row.message.system].replace("{name}", row.message.author?.name ?? words.former);
    else line.firstElementChild.textContent = row.unread ? words.unread : this.drawing.moments.dayName(row.at);
    line.classList.toggle("is-unread", Boolean(row.unread));
    return line;
  }

  adorn(line, { message, leads }, stateOf) {
    if (line.classList.contains("leads") !== leads || !line.dataset.led) this.drawing.lead(line, message, leads);
    line.dataset.led = "";
    const state = stateOf(message);
    if (state && line.dataset.shown !== state) this.drawing.state(line, state);
    line.dataset.shown = state ?? "";
    waiting(line, message);
  }
}

const mark = (message) => `${message.change ?? message.state} ${message.cards?.length || ""}`;
const keyOf = (line) => line.dataset.message ?? line.dataset.divider;

// A message that has not arrived says why, and what can be done.
function waiting(line, message) {
  if (message.state) line.dataset.state = message.state;
  else line.removeAttribute("data-state");
  const bubble = line.querySelector(".bubble");
  const stands = bubble.querySelector("[data-waiting]");
  if (message.state !== "refused") return stands?.remove();
  if (stands) return undefined;
  const why = blank("waiting");
  why.querySelector('[data-part="reason"]').textContent = message.reason;
  return bubble.append(why);
}
