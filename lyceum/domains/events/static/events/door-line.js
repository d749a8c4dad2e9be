// Brings the scans of this device to the server, and what others scanned to this device; waits while there is no network.
// Events: "heard" (counts and tickets have changed), "state" (online or not, how many scans wait), "conflict".
import { newIdentifier } from "../ui/identifier.js";

const EVERY = 10_000;
const LIST_EVERY = 60_000;
const AT_ONCE = 200;
const DEVICE = "lyceum.events.device";

export class DoorLine extends EventTarget {
  constructor(store, { api, csrf }) {
    super();
    Object.assign(this, { store, api, csrf, reached: navigator.onLine, busy: Promise.resolve() });
    this.device = localStorage.getItem(DEVICE) ?? newIdentifier();
    localStorage.setItem(DEVICE, this.device);
  }

  start() {
    this.timer = setInterval(() => this.deliver(), EVERY);
    this.deliver();
  }

  stop() {
    clearInterval(this.timer);
  }

  // One at a time: what is scanned meanwhile goes with the next.
  deliver() {
    this.busy = this.busy.then(() => this.exchange()).then(() => this.mark(true), () => this.mark(false));
    return this.busy;
  }

  async exchange() {
    while (this.store.scans.size) {
      const scans = [...this.store.scans.values()].slice(0, AT_ONCE);
      const body = { device: this.device, sent_at: new Date().toISOString(), scans: scans.map(told) };
      this.take(await this.call("POST", "/scans", body));
      await this.store.forget(scans.map((scan) => scan.id));
    }
    if (Date.now() - this.store.fetched > LIST_EVERY) await this.refresh();
  }

  async refresh() {
    const list = await this.call("GET", "/door");
    await this.store.replace(list);
    this.tell("heard", { counts: list.counts });
  }

  take({ judged, counts }) {
    for (const { ticket_id, inside } of judged) {
      const ticket = this.store.tickets.get(ticket_id);
      if (ticket) ticket.inside = inside;
    }
    this.tell("heard", { counts });
    for (const scan of judged.filter((each) => each.is_conflict)) this.tell("conflict", scan);
  }

  // What another device has scanned; all of it where that is too long to be told, or some of it was missed.
  hear(content) {
    if (!content?.tickets) return this.refresh().catch(() => this.mark(false));
    for (const { id, ...state } of content.tickets) Object.assign(this.store.tickets.get(id) ?? {}, state);
    this.tell("heard", { counts: content.counts });
    for (const ticket_id of content.conflicts) this.tell("conflict", { ticket_id });
    return undefined;
  }

  mark(reached) {
    this.reached = reached;
    this.tell("state", { reached, waiting: this.store.scans.size });
  }

  async call(method, path, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
    const answer = await fetch(this.api + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function told({ id, ticket_id, code, at, direction, outcome }) {
  return { id, ticket_id, code, at, direction, told: outcome };
}
