// <document-drop data-largest="100"><form enctype="multipart/form-data">…<input type="file" name="file" multiple></form>
// <ul data-rows></ul><template><li>…</li></template></document-drop>
// Each file goes by itself, with its own bar; what is refused says why beside its name. Without it: one plain form.
import { newIdentifier } from "../ui/identifier.js";

const AT_ONCE = 2;

class DocumentDrop extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type=file]");
    this.waiting = [];
    this.going = 0;
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("dragover", (drag) => {
      drag.preventDefault();
      this.dataset.over = "";
    });
    this.addEventListener("dragleave", (drag) => this.contains(drag.relatedTarget) || delete this.dataset.over);
    this.addEventListener("drop", (drop) => {
      drop.preventDefault();
      delete this.dataset.over;
      this.take([...drop.dataTransfer.files]);
    });
    addEventListener("beforeunload", (event) => (this.going || this.waiting.length) && event.preventDefault());
    this.dataset.ready = "";
  }

  take(files) {
    for (const file of files) {
      const row = this.row(file);
      if (file.size > Number(this.dataset.largest)) this.refuse(row, this.dataset.tooLarge);
      else if (!file.size) this.refuse(row, this.dataset.empty);
      else this.waiting.push({ file, row, id: newIdentifier() });
    }
    this.input.value = "";
    this.goOn();
  }

  row(file) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    const format = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
    const size = new Intl.NumberFormat(document.documentElement.lang, format).format(Math.max(file.size / 1e6, 0.1));
    row.querySelector("[data-size]").textContent = size;
    this.querySelector("[data-rows]").append(row);
    return row;
  }

  goOn() {
    while (this.going < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
  }

  // By XMLHttpRequest, the only sender that tells how far it is.
  send({ file, row, id }) {
    this.going++;
    const body = new FormData(this.form);
    body.set("id", id);
    body.set("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("HX-Request", "true");
    const bar = row.querySelector("progress");
    request.upload.onprogress = (sent) => sent.lengthComputable && (bar.value = sent.loaded / sent.total);
    request.upload.onload = () => bar.removeAttribute("value");
    request.onload = () => this.answered(request, row);
    request.onerror = () => this.refuse(row, this.dataset.brokenOff);
    request.onloadend = () => {
      this.going--;
      this.goOn();
    };
    request.send(body);
  }

  answered(request, row) {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.status >= 400) {
      const why = page.querySelector("[data-why]") || page.querySelector("[data-detail], p, h1");
      return this.refuse(row, why?.textContent.trim() || this.dataset.brokenOff);
    }
    row.remove();
    const fresh = document.adoptNode(page.querySelector("#sources"));
    document.getElementById("sources").replaceWith(fresh);
    window.htmx?.process(fresh);
  }

  refuse(row, message) {
    row.querySelector("progress").remove();
    const fault = row.querySelector("[data-fault]");
    fault.textContent = message;
    fault.hidden = false;
  }
}

customElements.define("document-drop", DocumentDrop);
