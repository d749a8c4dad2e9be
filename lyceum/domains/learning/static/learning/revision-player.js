// A sitting: questions one at a time, judged at once (offline, too); answers go to the outbox.
//   <revision-player data-revision="…" data-api="…" data-csrf="…" data-person="…"> form, templates, #asked </revision-player>
import { close, draw, given } from "./asking.js";
import { newIdentifier } from "./identifier.js";
import { judge } from "./judging.js";
import { Outbox } from "./outbox.js";
import { Sitting } from "./sitting.js";

const AGAIN_AFTER = 4; // questions, before one that was missed comes back

class RevisionPlayer extends HTMLElement {
  connectedCallback() {
    this.asked = JSON.parse(document.getElementById("asked").textContent);
    this.sitting = new Sitting(this.dataset.revision, this.asked.map((one) => one.item_id));
    this.outbox = new Outbox(this.dataset);
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.on("hint", () => this.showHint());
    this.on("unknown", () => this.answer(""));
    this.on("next", () => this.next());
    this.on("knew", () => this.answer(this.text, true));
    this.on("missed", () => this.answer(this.text, false));
    addEventListener("online", () => this.outbox.send().then(() => this.showWaiting()));
    document.addEventListener("learning:refused", (event) => this.refused(event.detail.detail));
    this.hidden = false;
    this.next();
  }

  on(act, done) {
    this.querySelector(`[data-act="${act}"]`)?.addEventListener("click", done);
  }

  part(name) {
    return this.querySelector(`[data-part-of="${name}"]`);
  }

  next() {
    const id = this.sitting.next();
    if (!id) return this.finish();
    this.current = this.asked.find((one) => one.item_id === id);
    this.hints = 0;
    this.begun = Date.now();
    this.text = null;
    this.stage("asking");
    draw(this.form, this.current.content);
    this.part("new").hidden = !this.current.is_new || this.sitting.was(id);
    this.querySelector("[data-act=hint]").hidden = !this.current.content.hints?.length;
    this.part("hints").replaceChildren();
    this.showProgress();
    this.form.scrollIntoView({ block: "nearest" });
  }

  submitted(event) {
    event.preventDefault();
    if (this.dataset.stage === "judged") return this.next();
    const said = given(this.form, this.current.content);
    if (this.current.content.kind !== "definition") return this.answer(said);
    this.text = said;
    this.showModel();
    this.stage("comparing");
  }

  // Of a definition the student judges; everything else the rules judge, the same here as on the server.
  answer(said, own = null) {
    const { item_id, content } = this.current;
    const verdict = judge(content, said);
    const isRight = content.kind === "definition" ? own === true : verdict.isRight ?? verdict.is_right;
    const seconds = Math.min(600, Math.round((Date.now() - this.begun) / 1000));
    const id = newIdentifier();
    const answered_at = new Date().toISOString();
    const ownVerdict = content.kind === "definition" ? own === true : null;
    const answer = { id, item_id, given: said, seconds, hints: this.hints, answered_at, own_verdict: ownVerdict };
    this.sitting.note(item_id, isRight, isRight ? verdict.fraction : Math.min(verdict.fraction, 0.99), seconds, AGAIN_AFTER);
    this.outbox.add(this.dataset.revision, answer).then(() => this.showWaiting());
    close(this.form);
    this.showVerdict(isRight, verdict);
    this.stage("judged");
    this.querySelector("[data-act=next]").focus();
  }

  showHint() {
    const hints = this.current.content.hints;
    if (this.hints >= hints.length) return;
    const line = document.createElement("p");
    line.textContent = hints[this.hints++];
    this.part("hints").append(line);
    this.querySelector("[data-act=hint]").hidden = this.hints >= hints.length;
  }

  showVerdict(isRight, verdict) {
    const told = this.part("verdict");
    told.dataset.right = isRight;
    const key = isRight ? (["exact", "compare"].includes(verdict.reason) ? "right" : `right-${verdict.reason}`) : "wrong";
    const words = document.getElementById(`say-${key}`) || document.getElementById(isRight ? "say-right" : "say-wrong");
    told.querySelector("[data-word]").textContent = words.content.textContent.trim();
    this.showModel();
  }

  showModel() {
    const { content, source } = this.current;
    this.part("expected").textContent = expected(content);
    this.part("explanation").textContent = content.explanation || "";
    this.part("explanation").hidden = !content.explanation;
    const link = this.part("source");
    link.hidden = !source;
    if (source) {
      link.href = `${this.dataset.documents}${source.document_id}/${source.page}/?version=${source.version}&from=${source.start}&to=${source.end}`;
      link.querySelector("[data-page]").textContent = source.page;
    }
  }

  stage(name) {
    this.dataset.stage = name;
    this.querySelectorAll("[data-at]").forEach((one) => (one.hidden = !one.dataset.at.split(" ").includes(name)));
  }

  showProgress() {
    const bar = this.querySelector("progress");
    bar.max = this.asked.length;
    bar.value = this.sitting.done;
    this.part("count").textContent = `${Math.min(this.sitting.done + 1, this.asked.length)} / ${this.asked.length}`;
  }

  showWaiting() {
    this.part("waiting").hidden = !this.outbox.size;
  }

  refused(detail) {
    this.part("refused").hidden = false;
    this.part("refused").querySelector("[data-detail]").textContent = detail;
  }

  async finish() {
    const { right, score, minutes, total } = this.sitting.result();
    this.stage("over");
    const values = { right: `${right} / ${total}`, score: `${score} %`, minutes };
    for (const [name, value] of Object.entries(values)) this.part(name).textContent = value;
    this.part("over").focus();
    await this.outbox.end(this.dataset.revision);
    this.showWaiting();
  }
}

function expected(content) {
  if (content.choices) return content.choices.filter((one) => one.is_right).map((one) => one.text).join(" · ");
  if (content.gaps) return content.gaps.map((accepted) => accepted[0]).join(" · ");
  if (content.sequence) return content.sequence.join(" → ");
  if (content.pairs) return content.pairs.map((pair) => pair.join(" — ")).join(" · ");
  return [content.answers?.[0], content.unit].filter(Boolean).join(" ");
}

customElements.define("revision-player", RevisionPlayer);
