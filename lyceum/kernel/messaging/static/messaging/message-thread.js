// <message-thread data-conversation data-api data-csrf data-person data-cursor …>: a conversation, as it happens.
// The server draws it whole; this keeps it so. Without it: the page as it was, and forms.
import { keepOffline } from "../ui/keeping.js";
import { Acts } from "./acts.js";
import { Api, Refused } from "./api.js";
import { Attention } from "./attention.js";
import { Cards } from "./cards.js";
import { Composer } from "./composer.js";
import { Draft } from "./draft.js";
import { Drawing } from "./drawing.js";
import "./message-outbox.js";
import { Moments } from "./moments.js";
import { authorOf, inOrder, merge, rows, seenBy } from "./order.js";
import { Place } from "./place.js";
import { followPresence } from "./presence.js";
import { Resume } from "./resume.js";
import { Sending } from "./sending.js";
import { ThreadList } from "./thread-list.js";

const POLLED_EVERY = 15_000; // while the socket is closed

class MessageThread extends HTMLElement {
  connectedCallback() {
    const { items, readers } = JSON.parse(document.getElementById("thread_content").textContent);
    this.words = { ...this.part("words").dataset };
    Object.assign(this, { me: this.dataset.person, readers, known: new Map(), isLive: false });
    this.api = new Api(this.dataset);
    this.moments = new Moments({ ...this.dataset, language: document.documentElement.lang, words: this.words });
    this.drawing = new Drawing(this, this);
    this.list = new ThreadList(this.part("messages"), this.drawing);
    this.list.knows(items);
    merge(this.known, items);
    this.cards = new Cards(this.api, () => this.place.keep(() => this.draw()));
    this.attention = new Attention(this);
    this.place = new Place(this.part("log"), this.querySelector('[data-act="latest"]'), {
      moved: () => this.attention.look(),
      reachedStart: () => this.earlier(),
    });
    this.sending = new Sending(this, document.querySelector("message-outbox").outbox);
    this.resume = new Resume({
      cursor: Number(this.dataset.cursor),
      ask: (since) => this.api.since(since),
      apply: (messages) => this.take(messages),
      settled: (isThere) => (this.part("offline").hidden = isThere),
    });
    this.compose();
    this.listen();
    this.draw();
    this.attention.look();
    this.resume.catchUp(); // a page kept for want of a network is older than the conversation
    keepOffline();
  }

  disconnectedCallback() {
    clearInterval(this.polling);
  }

  // What others have written and one has not read.
  get unread() {
    return inOrder(this.known).filter((one) => one.position > this.attention.read && authorOf(one) !== this.me);
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  compose() {
    const form = this.part("composer");
    const draft = new Draft({
      key: `${this.me}.${this.dataset.conversation}`,
      keep: (text) => this.try(() => this.api.draft(text)),
    });
    const on = {
      send: (text) => this.sending.send(text),
      change: (message, body) => this.change(() => this.api.edit(message.id, body)),
      types: () => this.attention.types(),
      lastOwn: () => inOrder(this.known).findLast((one) => authorOf(one) === this.me && one.body && !one.deleted),
    };
    if (form) this.composer = new Composer(form, { thread: this, api: this.api, words: this.words, draft, ...on });
    new Acts(this.part("acts"), { thread: this, messageOf: (id) => this.known.get(id), acts: this.acts() });
  }

  acts() {
    return {
      reply: (message) => this.composer?.reply(message),
      edit: (message) => this.composer?.edit(message),
      copy: (message) => navigator.clipboard.writeText(message.body),
      delete: (message) => this.change(() => this.api.remove(message.id)),
      react: (message, mark) => this.react(message, mark),
    };
  }

  react(message, mark) {
    const isOn = message.reactions.some((one) => one.mark === mark && one.people.includes(this.me));
    return this.change(() => this.api.react(message.id, mark, !isOn));
  }

  listen() {
    const on = (name, act) => document.body.addEventListener(`live:${name}`, (event) => act(event.detail));
    const topic = `conversation:${this.dataset.conversation}`;
    on(topic, (frame) => this.heard(frame));
    on("subscribed", ({ subscribed }) => subscribed.includes(topic) && this.goLive(true));
    on("closed", () => this.goLive(false));
    on("resync", () => this.resume.catchUp());
    document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics: [topic] } }));
    followPresence(this);
    addEventListener("online", () => this.resume.catchUp());
    addEventListener("offline", () => this.resume.settled(false));
    addEventListener("focus", () => this.attention.look());
    document.addEventListener("visibilitychange", () => document.hidden || this.resume.catchUp());
    this.addEventListener("click", (event) => this.clicked(event));
    this.polling = setInterval(() => this.isLive || this.resume.catchUp(), POLLED_EVERY);
  }

  goLive(isLive) {
    this.isLive = isLive;
    if (!isLive) return;
    this.resume.catchUp();
    document.body.dispatchEvent(new CustomEvent("conversations:changed"));
  }

  heard({ kind, content }) {
    if (kind !== "message") return content && this.attention.hears(kind, content);
    return content.fetch || !content.position ? this.resume.catchUp() : this.resume.heard(content);
  }

  clicked(event) {
    const { act } = event.target.closest("[data-act]")?.dataset ?? {};
    const id = event.target.closest("[data-message]")?.dataset.message;
    const reaction = event.target.closest(".reaction");
    if (reaction) this.react(this.known.get(id), reaction.value);
    else if (act === "earlier") this.earlier();
    else if (act === "again") this.sending.again(id);
    else if (act === "take-back") this.sending.takeBack(id);
    else return;
    event.preventDefault();
  }

  take(messages) {
    const fresh = merge(this.known, messages).map((id) => this.known.get(id));
    if (!fresh.length) return;
    fresh.forEach((message) => this.attention.silences(authorOf(message)));
    this.place.keep(() => this.draw(), { news: fresh.filter((message) => authorOf(message) !== this.me).length });
    this.attention.look();
    document.body.dispatchEvent(new CustomEvent("conversations:changed"));
  }

  draw() {
    const messages = [...inOrder(this.known), ...this.sending.waiting()];
    messages.forEach((message) => (message.cards = this.cards.of(message)));
    const unreadAfter = this.dataset.unreadAfter === "" ? null : Number(this.dataset.unreadAfter);
    const shown = rows(messages, { unreadAfter, me: this.me, dayOf: (moment) => this.moments.dayOf(moment) });
    this.list.show(shown, { stateOf: (message) => this.stateOf(message), words: this.words });
    this.part("nothing")?.toggleAttribute("hidden", messages.length > 0);
    this.attention.showSeen(messages);
  }

  stateOf(message) {
    if (authorOf(message) !== this.me) return null;
    return message.state ?? (seenBy(this.readers, message).length ? "seen" : "sent");
  }

  async earlier() {
    const [first] = inOrder(this.known);
    if (!this.dataset.earlier || this.asking || !first) return;
    this.asking = true;
    const page = await this.try(() => this.api.before(first.position));
    this.asking = false;
    if (!page) return;
    this.dataset.earlier = page.earlier ? "1" : "";
    this.part("earlier").hidden = !page.earlier;
    merge(this.known, page.items);
    this.place.keep(() => this.draw());
  }

  // What an act gives back is the message as it is now. Answers with the words of a refusal, or nothing.
  async change(act) {
    try {
      await this.resume.heard(await act());
      return "";
    } catch (fault) {
      const text = fault instanceof Refused ? fault.message : this.words.failed;
      this.composer?.fault(text);
      return text;
    }
  }

  async try(act) {
    try {
      return (await act()) ?? true;
    } catch {
      return null;
    }
  }
}

customElements.define("message-thread", MessageThread);
