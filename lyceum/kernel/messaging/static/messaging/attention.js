// Who is writing, who has read how far, and how far one has read oneself.
//   const attention = new Attention(thread); attention.look(); attention.types(); attention.hears("read", { person, position })
import { authorOf, inOrder, seenBy } from "./order.js";
import { Typing } from "./typing.js";

const NAMED = 3;

export class Attention {
  constructor(thread) {
    Object.assign(this, { thread, typing: new Typing(), read: Number(thread.dataset.read) });
    setInterval(() => this.showTyping(), 1000);
  }

  types() {
    const about = { conversation: this.thread.dataset.conversation };
    if (!this.typing.says()) return;
    document.dispatchEvent(new CustomEvent("live:say", { detail: { say: "typing", about } }));
  }

  stops() {
    this.typing.stops();
  }

  silences(person) {
    this.typing.silences(person);
    this.showTyping();
  }

  hears(kind, { person, position }) {
    if (person === this.thread.me) return;
    if (kind === "typing") this.typing.hears(person);
    if (kind === "read") this.hearsRead(person, position);
    this.showTyping();
  }

  hearsRead(person, position) {
    const reader = this.thread.readers.find((one) => one.person_id === person);
    if (!reader || reader.read_position >= position) return;
    reader.read_position = position;
    this.thread.draw();
  }

  // One has read up to the end of the thread while it is before one's eyes.
  look() {
    const { known, place, api } = this.thread;
    const last = inOrder(known).at(-1)?.position ?? 0;
    const isSeen = !document.hidden && document.hasFocus() && this.thread.checkVisibility();
    if (!isSeen || !place.isAtEnd || last <= this.read) return;
    this.read = last;
    this.thread.try(() => api.read(last)).then((told) => {
      if (told) document.body.dispatchEvent(new CustomEvent("conversations:changed"));
      else this.read = 0;
    });
  }

  showTyping() {
    const writing = this.typing.writing();
    const { words } = this.thread;
    const place = this.thread.part("typing");
    const several = writing.length > 1 ? words.write : words.writes.replace("{name}", this.nameOf(writing[0]));
    const text = writing.length ? several : "";
    const names = this.thread.part("typing-names");
    if (names.textContent !== text) names.textContent = text;
    place.toggleAttribute("data-some", writing.length > 0);
  }

  nameOf(person) {
    return this.thread.readers.find((one) => one.person_id === person)?.name ?? this.thread.words.former;
  }

  // Under one's own last message: who has seen it.
  showSeen(messages) {
    const last = messages.findLast((message) => !message.state);
    const isOwn = last && authorOf(last) === this.thread.me && !last.deleted;
    const names = isOwn ? seenBy(this.thread.readers, last).map((one) => one.name) : [];
    const place = this.thread.part("seen");
    place.hidden = !names.length;
    if (!names.length) return;
    const list = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" });
    const shown = names.length > NAMED ? [...names.slice(0, NAMED - 1), `+${names.length - NAMED + 1}`] : names;
    const isDirect = this.thread.readers.length < 3;
    this.thread.part("seen-names").textContent = isDirect ? this.thread.words.seen : `${this.thread.words.seenBy} ${list.format(shown)}`;
  }
}
