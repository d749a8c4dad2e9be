// The desk at the door: camera, hand scanner (it types a code and Enter) or a name; says at once who may come in.
//   <door-desk data-event="…" data-person="…" data-api="/club/api/v1/events/…" data-csrf="…"> form, video, templates </door-desk>
// Each outcome is said by a <template data-outcome="admitted">, with [data-name], [data-type] and [data-since] to fill in.
import { Camera } from "./door-camera.js";
import { judge, matching } from "./door-judge.js";
import { DoorLine } from "./door-line.js";
import { DoorStore } from "./door-store.js";
import { readCode } from "./ticket-code.js";
import { newIdentifier } from "../ui/identifier.js";
import { keepOffline } from "../ui/keeping.js";

const SAME_WITHIN = 3000; // ms: a camera sees one ticket many times

class DoorDesk extends HTMLElement {
  warned = new Set();

  async connectedCallback() {
    const { event, person, api, csrf } = this.dataset;
    this.store = new DoorStore(event, person);
    this.line = new DoorLine(this.store, { api, csrf });
    this.camera = new Camera(this.part("video"), (text) => this.read(text));
    this.listen();
    await this.store.open();
    this.line.start();
    keepOffline();
    if (!this.store.fetched) await this.line.refresh().catch(() => this.line.mark(false));
  }

  disconnectedCallback() {
    this.camera.stop();
    this.line.stop();
    document.body.removeEventListener(`live:event:${this.dataset.event}:door`, this.heard);
  }

  listen() {
    const field = this.part("code");
    this.querySelector("form").addEventListener("submit", (event) => this.typed(event, field));
    field.addEventListener("input", () => this.list(matching(this.store.tickets.values(), field.value)));
    this.part("camera").addEventListener("click", () => this.turnCamera());
    this.line.addEventListener("heard", ({ detail }) => this.count(detail.counts));
    this.line.addEventListener("state", ({ detail }) => this.state(detail));
    this.line.addEventListener("conflict", ({ detail }) => this.warn(detail));
    const topic = `event:${this.dataset.event}:door`;
    this.heard = ({ detail }) => this.line.hear(detail.content);
    document.body.addEventListener(`live:${topic}`, this.heard);
    document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics: [topic] } }));
    addEventListener("online", () => this.line.deliver());
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get direction() {
    return this.querySelector("[name=direction]:checked").value;
  }

  typed(event, field) {
    event.preventDefault();
    const text = field.value.trim();
    const [only, ...others] = matching(this.store.tickets.values(), text);
    if (text.startsWith("L1")) this.read(text);
    else if (only && !others.length) this.pass(only, null);
    else return;
    field.value = "";
    this.list([]);
    field.focus();
  }

  async read(text) {
    if (text === this.last?.text && Date.now() - this.last.at < SAME_WITHIN) return;
    this.last = { text, at: Date.now() };
    const read = await readCode(text, this.store.keys);
    if (!read) return this.say("unknown", {});
    this.pass(this.store.tickets.get(read.ticket), read, text);
  }

  async pass(ticket, read, code = "") {
    const { direction } = this;
    const outcome = judge(ticket, direction, read, this.dataset.event);
    this.say(outcome, ticket ?? {});
    if (outcome === "elsewhere") return;
    if (ticket && ["admitted", "left"].includes(outcome)) {
      Object.assign(ticket, { inside: outcome === "admitted", since: new Date().toISOString() });
    }
    const at = new Date().toISOString();
    const ticketId = ticket?.id ?? read.ticket;
    await this.store.add({ id: newIdentifier(), ticket_id: ticketId, code, at, direction, outcome });
    this.line.deliver();
  }

  say(outcome, { name = "", type = "", since = "" }) {
    const said = this.querySelector(`template[data-outcome="${outcome}"]`).content.cloneNode(true);
    const time = since && new Date(since).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    fill(said, { name, type, since: time });
    this.part("verdict").replaceChildren(said);
    navigator.vibrate?.(outcome === "admitted" ? 80 : [120, 80, 120]);
  }

  list(tickets) {
    const rows = tickets.map((ticket) => {
      const row = this.part("row").content.cloneNode(true);
      fill(row, ticket);
      row.querySelector("button").addEventListener("click", () => {
        this.pass(ticket, null);
        this.part("code").value = "";
        this.list([]);
      });
      return row;
    });
    this.part("found").replaceChildren(...rows);
  }

  count({ inside, admitted, expected }) {
    fill(this.part("counts"), { inside, admitted, expected });
    Object.assign(this.part("bar"), { max: expected || 1, value: admitted });
  }

  state({ reached, waiting }) {
    this.part("offline").hidden = reached;
    this.part("waiting").hidden = !waiting;
    fill(this.part("waiting"), { waiting });
  }

  // Told by the answer to one's own scans, and to all devices: shown once.
  warn({ ticket_id }) {
    if (this.warned.has(ticket_id)) return;
    this.warned.add(ticket_id);
    const warning = this.part("conflict").content.cloneNode(true);
    fill(warning, this.store.tickets.get(ticket_id) ?? {});
    this.part("conflicts").prepend(warning);
  }

  async turnCamera() {
    const on = !this.camera.stream;
    if (!on) this.camera.stop();
    const fault = on ? await this.camera.start() : "";
    this.part("video").hidden = !this.camera.stream;
    this.part("camera").setAttribute("aria-pressed", String(Boolean(this.camera.stream)));
    this.part("no-camera").hidden = !fault;
  }
}
customElements.define("door-desk", DoorDesk);

function fill(place, words) {
  for (const [name, text] of Object.entries(words)) {
    for (const spot of place.querySelectorAll(`[data-${name}]`)) spot.textContent = text;
  }
}
