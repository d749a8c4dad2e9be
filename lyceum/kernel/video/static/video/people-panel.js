// Who is here, and for a host who waits: lists drawn from templates.
import { hue, initials, said } from "./faces.js";
import { inOrder } from "./people.js";

export class PeoplePanel {
  constructor(part, words) {
    this.list = part("people");
    this.outside = part("outside");
    this.waitingList = part("waiting");
    this.count = part("count");
    this.person = part.template("person");
    this.waiter = part.template("waiter");
    this.words = words;
  }

  draw(people, me) {
    this.count.textContent = people.size;
    const drawn = inOrder(people).map((each) => this.drawn(this.person, each, (row) => this.fill(row, each, me)));
    replace(this.list, drawn);
  }

  drawWaiting(waiting) {
    this.outside.hidden = !waiting.size;
    replace(this.waitingList, [...waiting.values()].map((each) => this.drawn(this.waiter, each, () => undefined)));
  }

  drawn(template, person, fill) {
    const row = template.content.cloneNode(true).firstElementChild;
    row.dataset.person = person.person;
    row.querySelector("[data-name]").textContent = person.name;
    row.querySelector(".avatar").textContent = initials(person.name);
    row.querySelector(".avatar").classList.add(hue(person.name));
    fill(row);
    return row;
  }

  fill(row, person, me) {
    const isMe = person.connection === me;
    if (isMe) row.querySelector("[data-name]").textContent = said(this.words.you, person);
    row.querySelector("[data-role]").textContent = this.words[person.role];
    row.toggleAttribute("data-hand", Boolean(person.hand));
    row.toggleAttribute("data-quiet", !person.microphone || person.muted);
    const rights = row.querySelector(".call-rights");
    if (!rights) return;
    if (isMe || person.role === "host") return rights.remove();
    const mute = rights.querySelector("[data-act=mute]");
    mute.setAttribute("aria-pressed", person.muted);
    this.name(mute, person.muted ? "unmute" : "mute", person);
    this.name(rights.querySelector("[data-act=remove]"), "remove", person);
  }

  name(button, word, person) {
    button.setAttribute("aria-label", said(this.words[word], person));
    button.title = said(this.words[word], person);
  }
}

// The button that one stands on stays the one that one stands on.
function replace(list, rows) {
  const held = document.activeElement?.closest("[data-act]");
  const at = list.contains(held) && [held.closest("[data-person]").dataset.person, held.dataset.act];
  list.replaceChildren(...rows);
  if (at) list.querySelector(`[data-person="${at[0]}"] [data-act="${at[1]}"]`)?.focus();
}
