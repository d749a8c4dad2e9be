// A question to the tutor, and its answer as it comes, line by line of JSON; without JavaScript it is an ordinary form.
//   <ask-tutor data-csrf="…"><form data-act="ask">…</form><div data-part-of="exchanges"></div> templates </ask-tutor>
// The player says what is before the student: data-item, data-step, data-attempt-open, data-hints-given.
import { newIdentifier } from "../ui/identifier.js";

const LINES = "application/x-ndjson";

class AskTutor extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("keydown", (event) => {
      const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.name === "question";
      if (sends) event.target.form.requestSubmit();
    });
  }

  part(name) {
    return this.querySelector(`[data-part-of="${name}"]`);
  }

  submitted(event) {
    const form = event.target.closest("form");
    event.preventDefault();
    if (form.dataset.act === "pass-on") return this.passOn(form);
    const field = form.querySelector("[name=question]");
    if (!field.value.trim()) return undefined;
    const asked = { id: newIdentifier(), question: field.value.trim(), ...this.situation() };
    return this.ask(form.action, asked, this.begun(asked), () => (field.value = ""));
  }

  situation() {
    const { item, step, attemptOpen, hintsGiven } = this.dataset;
    const told = { item_id: item, step_id: step, attempt_open: attemptOpen, hints_given: hintsGiven };
    return Object.fromEntries(Object.entries(told).filter(([, value]) => value));
  }

  begun(asked) {
    const live = this.part("live").content.cloneNode(true).firstElementChild;
    live.querySelector("[data-question]").textContent = asked.question;
    this.part("exchanges").prepend(live);
    live.scrollIntoView({ block: "nearest" });
    return live;
  }

  async ask(action, asked, live, done) {
    this.fault("");
    try {
      const answer = await this.post(action, asked);
      if (!answer.ok) return this.refused(live, (await answer.json().catch(() => ({}))).detail);
      done?.();
      if (await this.heard(answer, live)) return undefined;
    } catch {
      if (!live.querySelector("[data-answer]").textContent) return this.refused(live, this.offline);
    }
    return this.broken(action, asked, live);
  }

  get offline() {
    return this.part("offline").content.textContent.trim();
  }

  post(action, fields) {
    const headers = { Accept: LINES, "X-CSRFToken": this.dataset.csrf };
    return fetch(action, { method: "POST", headers, body: new URLSearchParams(fields) });
  }

  // True once the exchange that was kept stands in the place of what came by pieces.
  async heard(answer, live) {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let [left, whole] = ["", false];
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (left + read.value).split("\n");
      left = lines.pop();
      for (const line of lines.filter(Boolean)) whole = this.said(JSON.parse(line), live) || whole;
    }
    return whole;
  }

  said(piece, live) {
    const answer = live.querySelector("[data-answer]");
    live.querySelector("[data-looking]").hidden = true;
    if ("whole" in piece) answer.textContent = piece.whole;
    if (piece.text) answer.textContent += piece.text;
    if (piece.interrupted) live.querySelector("[data-broken]").hidden = false;
    if (piece.html) live.outerHTML = piece.html; // drawn by the server, from what it has kept
    return Boolean(piece.html);
  }

  broken(action, asked, live) {
    const note = live.querySelector("[data-broken]");
    note.hidden = false;
    live.querySelector("[data-looking]").hidden = true;
    live.removeAttribute("aria-busy");
    note.querySelector("[data-act=again]").addEventListener("click", () => {
      live.remove();
      this.ask(action, asked, this.begun(asked));
    });
  }

  refused(live, detail) {
    live.remove();
    this.fault(detail || this.offline);
  }

  fault(text) {
    this.part("fault").textContent = text;
    this.part("fault").hidden = !text;
  }

  async passOn(form) {
    const answer = await this.post(form.action, {}).catch(() => null);
    if (answer?.ok) form.closest("article").outerHTML = await answer.text();
    else this.fault(this.offline);
  }
}

customElements.define("ask-tutor", AskTutor);
