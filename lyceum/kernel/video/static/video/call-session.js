// Being in a call: asked for, waited for, joined, kept up, left. Knows the socket and who carries the media, no page.
// Events: "waiting", "inside", "people" { news }, "outside" (who waits, for hosts), "door", "lost" { isLost },
// "ended" { why, message }, "trouble" { message }, and the carrier's "track", "state" and "elsewhere".
import { askToEnter, Signals } from "./call-signals.js";
import { told } from "./people.js";

const ASK_AGAIN = 20_000;
const WAITS_FOR = 50_000;
const TRY_AGAIN = 3000;

export class Session extends EventTarget {
  constructor({ room, person, entry, csrf, beat }, carrierFor) {
    super();
    Object.assign(this, { person, entry, csrf, beat, carrierFor });
    this.people = new Map();
    this.waiting = new Map();
    this.signals = new Signals(room, person);
    const heard = ["welcome", "person", "left", "signal", "waiting", "served", "door", "admitted", "removed", "closed"];
    const act = (kind) => `hear${kind[0].toUpperCase()}${kind.slice(1)}`;
    heard.forEach((kind) => this.signals.addEventListener(kind, ({ detail }) => this.wanted && this[act(kind)](detail)));
    this.signals.addEventListener("lost", () => this.isInside && this.tell("lost", { isLost: true }));
    this.signals.addEventListener("listening", () => this.isInside && this.signals.say("back", { connection: this.me }));
    this.signals.addEventListener("refused", ({ detail }) => this.wanted && this.refusedSaying(detail));
  }

  get me() {
    return this.ticket?.connection_id;
  }

  // Asks to be let in; what follows comes as events. Asked anew, it takes a new connection in place of the old.
  async enter() {
    clearTimeout(this.again);
    this.wanted = true;
    const ticket = await askToEnter(this.entry, this.csrf);
    if (!this.wanted) return;
    if (ticket.refused) return this.refused(ticket);
    if (ticket.state === "waiting") return this.wait();
    this.ticket = ticket;
    await this.signals.listen(this.signals.own, this.signals.all);
    if (this.ticket === ticket && this.wanted) this.signals.say("join", { token: ticket.token });
  }

  wait() {
    this.signals.listen(this.signals.own);
    this.again = setTimeout(() => this.enter(), ASK_AGAIN);
    this.tell("waiting");
  }

  refused({ code, message }) {
    if (code === "unreachable" && this.carrier) this.later();
    else this.end(code, message);
  }

  refusedSaying({ refused_say: said, code, message }) {
    if (code === "closed" || code === "unavailable") return said === "call.join" && this.later();
    if (said === "call.join") return code === "token" ? this.later() : this.end(code, message);
    if (code === "gone") return said !== "call.signal" && this.enter();
    if (said !== "call.signal") this.tell("trouble", { message });
  }

  later() {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.enter(), TRY_AGAIN);
  }

  hearAdmitted() {
    if (!this.isInside) this.enter();
  }

  hearWelcome(frame) {
    const { connection, people, waiting, door } = frame.content;
    if (connection !== this.me) return;
    const others = people.map((each) => each.connection);
    if (this.joined !== connection) this.begin(connection, others);
    else if (!this.carrier.isSoundWith(others)) return this.enter();
    this.waiting = new Map(waiting.map((each) => [each.person, { ...each, until: Date.now() + WAITS_FOR }]));
    this.apply(frame);
    this.tell("outside");
    this.tell("door", door);
    this.tell("lost", { isLost: false });
  }

  begin(connection, others) {
    this.carrier?.close();
    this.joined = connection;
    this.isInside = true;
    this.carrier = this.carrierFor(this.ticket, this.signals);
    ["track", "state", "elsewhere"].forEach((name) => this.carrier.addEventListener(name, ({ detail }) => this.tell(name, detail)));
    clearInterval(this.beating);
    this.beating = setInterval(() => this.signals.say("stay", { connection: this.me }), this.beat * 1000);
    this.tell("inside");
    this.carrier.meet(others);
  }

  hearPerson(frame) {
    const { person, connection } = frame.content;
    if (person === this.person && connection !== this.me) return this.end("elsewhere");
    if (this.isInside) this.apply(frame);
  }

  hearLeft(frame) {
    this.carrier?.part(frame.content.connection);
    this.apply(frame);
    if (frame.content.connection === this.joined && this.joined === this.me) this.later(); // taken for lost
  }

  hearSignal({ content }) {
    this.carrier?.hear(content, this.people.has(content.from));
  }

  apply(frame) {
    const { people, news } = told(this.people, frame);
    this.people = people;
    this.tell("people", { news: news.filter(({ person }) => person.connection !== this.me) });
  }

  hearWaiting({ content }) {
    this.waiting.set(content.person, { ...content, until: Date.now() + WAITS_FOR });
    this.tell("outside", { name: content.name });
    setTimeout(() => this.forgetWaiting(), WAITS_FOR + 100);
  }

  forgetWaiting() {
    const late = [...this.waiting.values()].filter((each) => each.until < Date.now());
    late.forEach((each) => this.waiting.delete(each.person));
    if (late.length) this.tell("outside");
  }

  hearServed({ content }) {
    this.waiting.delete(content.person);
    this.tell("outside");
  }

  hearDoor({ content }) {
    this.tell("door", content);
  }

  hearRemoved() {
    this.end("removed");
  }

  hearClosed() {
    this.end("closed");
  }

  leave() {
    this.signals.say("leave");
    this.end("left_now");
  }

  end(why, message = "") {
    Object.assign(this, { wanted: false, isInside: false, joined: undefined, people: new Map() });
    [this.again, this.beating].forEach((timer) => clearTimeout(timer));
    this.carrier?.close();
    this.carrier = undefined;
    this.tell("ended", { why, message });
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
