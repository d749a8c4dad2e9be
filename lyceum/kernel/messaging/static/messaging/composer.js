// The form at the foot of a thread: writes, answers a message, or changes one.
//   new Composer(form, { draft, send, change, types, lastOwn, isPhone })
import { Uploads } from "./uploads.js";

export class Composer {
  constructor(form, { thread, api, words, draft, send, change, types, lastOwn }) {
    Object.assign(this, { form, words, draft, send, change, types, lastOwn, replying: null, editing: null });
    this.part = (name) => form.querySelector(`[data-part="${name}"]`);
    this.field = this.part("body");
    this.uploads = new Uploads(form, { thread, api, words, fault: (text) => this.fault(text) });
    this.field.value = draft.read(this.field.value);
    this.field.addEventListener("input", () => this.wrote());
    this.field.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("submit", (event) => this.submit(event));
    form.querySelector('[data-act="leave-strip"]').addEventListener("click", (event) => this.leave(event));
  }

  wrote() {
    this.fault("");
    if (!this.editing) this.draft.write(this.field.value);
    if (this.field.value) this.types();
  }

  // On a phone the keyboard's own key breaks the line, and the button sends.
  key(event) {
    const isPhone = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !isPhone) {
      event.preventDefault();
      this.form.requestSubmit();
    }
    if (event.key === "Escape" && (this.editing || this.replying)) this.leave(event);
    if (event.key === "ArrowUp" && !this.field.value && !this.editing) this.editLast(event);
  }

  editLast(event) {
    const last = this.lastOwn();
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  submit(event) {
    event.preventDefault();
    const body = this.field.value.trim();
    if (this.editing) return this.submitEdit(body);
    if (this.uploads.isBusy) return this.uploads.then(() => this.form.requestSubmit());
    const files = this.uploads.take();
    if (!body && !files.length) return this.field.focus();
    this.send({ body, reply_to: this.replying?.id ?? null, quoted: this.replying, files });
    this.draft.clear();
    return this.empty();
  }

  async submitEdit(body) {
    const message = this.editing;
    if (body === message.body) return this.leave();
    const fault = await this.change(message, body);
    return fault ? this.fault(fault) : this.leave();
  }

  reply(message) {
    this.leave();
    this.replying = message;
    this.strip(message.author?.name ?? this.words.former, message.body);
  }

  edit(message) {
    this.leave();
    this.editing = message;
    this.kept = this.field.value;
    this.field.value = message.body;
    this.strip(this.words.editing, message.body);
  }

  strip(title, text) {
    this.part("strip").hidden = false;
    this.part("strip-title").textContent = title;
    this.part("strip-text").textContent = text;
    this.focus();
  }

  leave(event) {
    event?.preventDefault();
    if (this.editing) this.field.value = this.kept;
    this.replying = this.editing = null;
    this.part("strip").hidden = true;
    this.fault("");
    if (event) this.focus();
  }

  // What was taken back can be written anew.
  restore({ body }) {
    this.field.value = [body, this.field.value].filter(Boolean).join("\n");
    this.draft.write(this.field.value);
    this.focus();
  }

  empty() {
    this.field.value = "";
    this.leave();
    this.focus();
  }

  focus() {
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  fault(text) {
    this.part("fault").textContent = text;
    this.part("fault").hidden = !text;
  }
}
