// Messages on their way: kept on the device until the server has them, sent again as often as it takes, in order.
//   const outbox = new Outbox({ store, post, changed, delivered }); await outbox.open(); outbox.add({ id, conversation, body })
// ``post`` answers { message } (it has it), { refused: "why" } (asking again would not help) or throws (later).
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;

export class Outbox {
  constructor({ store, post, changed = () => {}, delivered = () => {}, later = (act, wait) => setTimeout(act, wait) }) {
    Object.assign(this, { store, post, changed, delivered, later, entries: [], busy: null, fails: 0, timer: null });
  }

  async open() {
    const kept = await this.store.all();
    this.entries = kept.sort(byId).map((entry) => ({ ...entry, state: entry.state === "refused" ? "refused" : "waiting" }));
    this.changed();
    return this.send();
  }

  of(conversation) {
    return this.entries.filter((entry) => entry.conversation === conversation);
  }

  // Kept before it is sent, and shown before it is kept.
  async add(entry) {
    this.entries.push({ ...entry, state: "waiting" });
    this.changed();
    await this.store.put({ ...entry, state: "waiting" });
    return this.send();
  }

  async again(id) {
    await this.turn(id, "waiting", "");
    this.fails = 0;
    return this.send();
  }

  // Only what is not on its way can be taken back; the server may have the rest already.
  async takeBack(id) {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry || entry.state === "sending") return null;
    await this.forget(id);
    return entry;
  }

  // One sending at a time; what is added meanwhile goes with it.
  send() {
    this.busy ??= this.sendAll().finally(() => (this.busy = null)).then((went) => (went && this.next() ? this.send() : went));
    return this.busy;
  }

  async sendAll() {
    for (let entry = this.next(); entry; entry = this.next()) {
      if (!(await this.sendOne(entry))) return false;
    }
    return true;
  }

  next() {
    return this.entries.find((entry) => entry.state === "waiting");
  }

  async sendOne({ id, ...entry }) {
    await this.turn(id, "sending");
    try {
      const answer = await this.post({ id, ...entry });
      this.fails = 0;
      if (answer.refused) await this.turn(id, "refused", answer.refused);
      else await this.forget(id, answer.message);
      return true;
    } catch {
      await this.turn(id, "waiting");
      this.wait();
      return false;
    }
  }

  wait() {
    const pause = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.fails++);
    clearTimeout(this.timer);
    this.timer = this.later(() => this.send(), pause * (0.5 + Math.random() / 2));
  }

  // The network is back: not in a minute, now.
  hurry() {
    this.fails = 0;
    return this.send();
  }

  async turn(id, state, reason = "") {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry) return;
    Object.assign(entry, { state, reason });
    this.changed();
    if (state !== "sending") await this.store.put({ ...entry });
  }

  async forget(id, message = null) {
    this.entries = this.entries.filter((one) => one.id !== id);
    if (message) this.delivered(message);
    this.changed();
    await this.store.remove(id);
  }
}

const byId = (one, other) => (one.id < other.id ? -1 : 1);
