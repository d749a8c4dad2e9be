// Files on their way beside a message: chosen, dropped or pasted, sent at once, and taken along when it is sent.
//   const uploads = new Uploads(form, { thread, api, words, fault }); uploads.take() → [{ id, name, … }]
import { blank, size } from "./drawing.js";
import { newIdentifier } from "../ui/identifier.js";

export class Uploads {
  constructor(form, { thread, api, words, fault }) {
    Object.assign(this, { form, api, words, fault, list: form.querySelector('[data-part="uploads"]'), going: new Map() });
    this.input = form.querySelector('input[type="file"]');
    if (!this.input) return;
    this.input.addEventListener("change", () => this.addAll(this.input.files));
    form.addEventListener("paste", (event) => this.addAll(event.clipboardData.files));
    thread.addEventListener("dragover", (event) => this.over(event, true));
    thread.addEventListener("dragleave", (event) => this.over(event, false));
    thread.addEventListener("drop", (event) => this.drop(event));
  }

  get isBusy() {
    return [...this.going.values()].some((one) => one.request);
  }

  over(event, isOver) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.form.toggleAttribute("data-over", isOver);
  }

  drop(event) {
    this.over(event, false);
    this.addAll(event.dataTransfer.files);
  }

  addAll(files) {
    [...files].forEach((file) => this.add(file));
    this.input.value = "";
  }

  add(file) {
    if (file.size > Number(this.input.dataset.largest)) return this.fault(`${file.name}: ${this.words.tooLarge}`);
    const line = blank("upload");
    line.querySelector('[data-part="name"]').textContent = file.name;
    line.querySelector('[data-part="size"]').textContent = size(file.size);
    if (file.type.startsWith("image/")) picture(line, file);
    line.querySelector("button").addEventListener("click", () => this.remove(line));
    this.list.append(line);
    return this.send(line, file);
  }

  // By XMLHttpRequest, the only sender that tells how far it is. The file has its id before: a repeat keeps one.
  send(line, file) {
    const [request, body] = [new XMLHttpRequest(), new FormData()];
    const fields = { id: newIdentifier(), purpose: "attachment", visibility: "place", file };
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    request.open("POST", `${this.api.api}/files`);
    request.setRequestHeader("X-CSRFToken", this.api.csrf);
    request.upload.onprogress = (sent) => (line.querySelector("progress").value = sent.loaded / sent.total);
    request.onload = () => this.answered(line, request);
    request.onerror = () => this.refuse(line, this.words.failed);
    this.going.set(line, { request });
    request.send(body);
  }

  answered(line, request) {
    const answer = parsed(request.responseText);
    if (request.status !== 201) return this.refuse(line, answer.detail || this.words.failed);
    line.querySelector("progress").hidden = true;
    this.going.set(line, { file: answer });
    return this.tell();
  }

  refuse(line, why) {
    line.dataset.refused = "";
    line.querySelector("progress").hidden = true;
    line.querySelector('[data-part="size"]').textContent = why;
    this.going.delete(line);
    this.tell();
  }

  remove(line) {
    this.going.get(line)?.request?.abort();
    this.going.delete(line);
    line.remove();
    this.form.querySelector("textarea").focus();
  }

  // Once nothing is on its way any more.
  then(act) {
    this.waits = act;
  }

  tell() {
    if (this.isBusy || !this.waits) return;
    const act = this.waits;
    this.waits = null;
    act();
  }

  take() {
    const files = [...this.going.values()].map((one) => one.file).filter(Boolean);
    this.going.clear();
    this.list.replaceChildren();
    return files;
  }
}

function picture(line, file) {
  const image = Object.assign(new Image(), { alt: "", src: URL.createObjectURL(file) });
  image.onload = () => URL.revokeObjectURL(image.src);
  line.querySelector(".icon").replaceWith(image);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
