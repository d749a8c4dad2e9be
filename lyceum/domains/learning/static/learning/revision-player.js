// A sitting: questions one at a time, judged at once (offline, too); answers go to the outbox.
//   <revision-player data-revision="…" data-api="…" data-csrf="…" data-person="…"> form, templates, #asked </revision-player>
import { ComingBack } from "./coming-back.js";
import { close, draw, given } from "./asking.js";
import { newIdentifier } from "../ui/identifier.js";
import { judge } from "./judging.js";
import { keepOffline } from "../ui/keeping.js";
import { Outbox } from "./outbox.js";
import { Sitting } from "./sitting.js";
import { address, expected, listMissed, mark, tell } from "./telling.js";

const AGAIN_AFTER = 4; // questions, before one that was missed comes back
const LONGEST = 600; // seconds

class RevisionPlayer extends HTMLElement {
  connectedCallback() {
    this.asked = JSON.parse(document.getElementById("asked").textContent);
    this.sitting = new Sitting(this.dataset.revision, this.asked.map((one) => one.item_id));
    this.outbox = new Outbox(this.dataset);
    this.coming = new ComingBack(() => this.showComing());
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    const acts = { hint: () => this.showHint(), unknown: () => this.answer(""), next: () => this.next() };
    acts.knew = () => this.answer(this.text, true);
    acts.missed = () => this.answer(this.text, false);
    for (const [act, done] of Object.entries(acts)) this.act(act).addEventListener("click", done);
    addEventListener("online", () => this.deliver());
    document.addEventListener("learning:refused", (event) => this.refused(event.detail.detail));
    this.hidden = false;
    this.deliver();
    keepOffline();
    this.next();
  }

  act = (name) => this.querySelector(`[data-act="${name}"]`);
  part = (name) => this.querySelector(`[data-part-of="${name}"]`);

  next() {
    const id = this.sitting.next();
    if (!id) return this.finish();
    this.current = this.asked.find((one) => one.item_id === id);
    Object.assign(this, { hints: 0, begun: Date.now(), text: null });
    this.stage("asking");
    draw(this.form, this.current.content);
    this.part("new").hidden = !this.current.is_new || this.sitting.was(id);
    this.part("again").hidden = !this.sitting.was(id);
    this.part("marks").hidden = this.part("new").hidden && this.part("again").hidden;
    this.act("hint").hidden = !this.current.content.hints?.length;
    this.part("hints").replaceChildren();
    this.showProgress();
    this.form.scrollIntoView({ block: "nearest" });
  }

  submitted(event) {
    event.preventDefault();
    if (this.dataset.stage !== "asking") return undefined;
    const said = given(this.form, this.current.content);
    if (this.current.content.kind !== "definition") return this.answer(said);
    this.text = said;
    close(this.form);
    this.showModel();
    this.stage("comparing");
    return this.act("knew").focus();
  }

  // Of a definition the student judges; everything else the rules judge, the same here as on the server.
  answer(said, own = null) {
    const { item_id, content } = this.current;
    const isOwn = content.kind === "definition";
    const verdict = judge(content, said);
    const isRight = isOwn ? own === true : verdict.is_right;
    const seconds = Math.min(LONGEST, Math.round((Date.now() - this.begun) / 1000));
    const answer = { id: newIdentifier(), item_id, given: said, seconds, hints: this.hints };
    Object.assign(answer, { answered_at: new Date().toISOString(), own_verdict: isOwn ? isRight : null });
    this.sitting.note(item_id, isRight, isOwn ? Number(isRight) : verdict.fraction, seconds, AGAIN_AFTER);
    this.outbox.add(this.dataset.revision, answer).then(() => this.showWaiting());
    close(this.form);
    mark(this.form, content, said);
    tell(this.part("verdict"), verdict, isRight);
    this.showModel();
    this.part("model").hidden = isRight && verdict.reason === "exact";
    this.stage("judged");
    this.showComing();
    this.showProgress();
    this.act("next").focus();
  }

  showHint() {
    const { hints } = this.current.content;
    const line = document.createElement("li");
    line.className = "hint";
    line.textContent = hints[this.hints++];
    this.part("hints").append(line);
    this.act("hint").hidden = this.hints >= hints.length;
    this.situate();
  }

  showModel() {
    const { content, source } = this.current;
    this.part("model").hidden = false;
    this.part("expected").textContent = expected(content);
    this.part("explanation").textContent = content.explanation || "";
    this.part("explanation").hidden = !content.explanation;
    const link = this.part("source");
    link.hidden = !source;
    if (!source) return;
    link.href = address(this.dataset.documents, source);
    link.querySelector("[data-page]").textContent = source.page;
    link.querySelector("[data-quote]").textContent = source.quote;
    link.querySelector("[data-quote]").hidden = !source.quote;
  }

  stage(name) {
    this.dataset.stage = name;
    this.querySelectorAll("[data-at]").forEach((one) => (one.hidden = !one.dataset.at.split(" ").includes(name)));
    this.situate();
  }

  // The tutor is told what is before the student: it gives nothing away as long as the attempt is open.
  situate() {
    const told = { item: this.current?.item_id, step: this.current?.step_id, hintsGiven: this.hints };
    const tutor = this.querySelector("ask-tutor");
    if (tutor) Object.assign(tutor.dataset, told, { attemptOpen: this.dataset.stage === "asking" });
  }

  showProgress() {
    const { done, total } = this.sitting;
    Object.assign(this.querySelector("progress"), { max: total, value: done });
    this.part("count").textContent = `${Math.min(done + (this.dataset.stage === "asking"), total)} / ${total}`;
  }

  deliver() {
    return this.outbox.send().then(() => this.showWaiting());
  }

  showWaiting() {
    this.part("waiting").hidden = !this.outbox.size;
  }

  // Missed ones come back in this sitting first, so that only what has left it is given a day.
  showComing() {
    const gone = !this.sitting.queue.includes(this.current?.item_id);
    this.coming.say(this.part("coming"), gone && this.current?.item_id);
    this.coming.sayAll(this.part("coming-all"));
  }

  refused(detail) {
    this.part("refused").hidden = false;
    this.part("refused").querySelector("[data-detail]").textContent = detail;
  }

  async finish() {
    const { right, score, minutes, total, missed } = this.sitting.end();
    if (!total) return location.assign(this.dataset.path);
    this.stage("over");
    const values = { right: `${right} / ${total}`, score: `${score} %`, minutes };
    for (const [name, value] of Object.entries(values)) this.part(name).textContent = value;
    listMissed(this.part("missed"), this.asked.filter((one) => missed.includes(one.item_id)), this.dataset.documents);
    this.part("over").focus();
    scrollTo({ top: 0 });
    await this.outbox.end(this.dataset.revision);
    return this.showWaiting();
  }
}

customElements.define("revision-player", RevisionPlayer);
