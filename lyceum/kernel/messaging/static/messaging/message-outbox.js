// <message-outbox data-api="/school/api/v1" data-csrf="…" data-person="…"> sends what waits, from whichever page is open.
import { Api } from "./api.js";
import { OutboxStore } from "./outbox-store.js";
import { Outbox } from "./outbox.js";

// One for the page. Others hear outbox:changed and outbox:delivered (with the message) on the document.
export function outboxOf({ api, csrf, person }) {
  const server = new Api({ api, csrf, conversation: "" });
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`outbox:${name}`, { detail }));
  const outbox = new Outbox({
    store: new OutboxStore(`${person} ${api}`),
    post: (entry) => server.post(entry),
    changed: () => tell("changed"),
    delivered: (message) => tell("delivered", message),
  });
  addEventListener("online", () => outbox.hurry());
  document.body.addEventListener("live:open", () => outbox.hurry());
  return outbox;
}

class MessageOutbox extends HTMLElement {
  connectedCallback() {
    this.outbox ??= outboxOf(this.dataset);
    this.outbox.open();
  }
}
customElements.define("message-outbox", MessageOutbox);
