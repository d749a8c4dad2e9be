// Answers on their way: kept on the device until the server has them, sent again as often as it takes.
//   <answer-outbox data-api="/school/api/v1" data-csrf="…" data-person="…"><template>… answers wait …</template></answer-outbox>
const FORGERY = "forgery"; // a page that was kept while its reader signed in anew: the next one has a fresh token
const PREFIX = "lyceum.learning.answers.";

export class Outbox {
  constructor({ api, csrf, person }) {
    Object.assign(this, { api, csrf, key: PREFIX + person, busy: null });
  }

  // {revision: {answers: [...], over: bool}}
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || {};
    } catch {
      return {};
    }
  }

  write(waiting) {
    if (Object.keys(waiting).length) localStorage.setItem(this.key, JSON.stringify(waiting));
    else localStorage.removeItem(this.key);
  }

  get size() {
    return Object.values(this.read()).reduce((sum, one) => sum + one.answers.length, 0);
  }

  add(revision, answer) {
    const waiting = this.read();
    (waiting[revision] ??= { answers: [], over: false }).answers.push(answer);
    this.write(waiting);
    return this.send();
  }

  end(revision) {
    const waiting = this.read();
    (waiting[revision] ??= { answers: [], over: false }).over = true;
    this.write(waiting);
    return this.send();
  }

  // One sending at a time; what is added meanwhile goes with the next.
  send() {
    this.busy = (this.busy || Promise.resolve()).then(() => this.sendAll()).catch(() => false);
    return this.busy;
  }

  async sendAll() {
    for (const [revision, { answers, over }] of Object.entries(this.read())) {
      for (let at = 0; at < answers.length; at += 200) {
        const sent = answers.slice(at, at + 200);
        const kept = await this.call("POST", `/revisions/${revision}/answers`, { answers: sent });
        document.dispatchEvent(new CustomEvent("learning:kept", { detail: kept || [] }));
        this.forget(revision, new Set(sent.map((answer) => answer.id)));
      }
      if (over) await this.call("PUT", `/revisions/${revision}/end`, {});
      if (over) this.forget(revision, new Set(), true);
    }
    return true;
  }

  forget(revision, ids, ended = false) {
    const waiting = this.read();
    const one = waiting[revision];
    if (!one) return;
    one.answers = one.answers.filter((answer) => !ids.has(answer.id));
    if (ended) one.over = false;
    if (!one.answers.length && !one.over) delete waiting[revision];
    this.write(waiting);
  }

  // A refusal (no longer on the path, an account closed) will not change by asking again: it is told, and let go.
  async call(method, path, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
    const answer = await fetch(this.api + path, { method, headers, body: JSON.stringify(body) });
    if (answer.ok) return answer.json();
    const { detail = "", code = "" } = await answer.json().catch(() => ({}));
    const mayYetCome = [401, 408, 429].includes(answer.status) || answer.status >= 500 || code === FORGERY || !code;
    if (mayYetCome) throw new Error("later");
    document.dispatchEvent(new CustomEvent("learning:refused", { detail }));
    return null;
  }
}

class AnswerOutbox extends HTMLElement {
  connectedCallback() {
    this.outbox = new Outbox(this.dataset);
    this.deliver = () => this.outbox.send().then(() => this.show());
    addEventListener("online", this.deliver);
    this.deliver();
  }

  disconnectedCallback() {
    removeEventListener("online", this.deliver);
  }

  show() {
    const template = this.querySelector("template");
    this.querySelectorAll(":scope > :not(template)").forEach((shown) => shown.remove());
    if (template && this.outbox.size) this.append(template.content.cloneNode(true));
  }
}
customElements.define("answer-outbox", AnswerOutbox);
