// <agenda-view moves="/ampere/agenda/move/" first-hour="8">…<a draggable="true" data-key="…" data-start="10:00"
// data-end="11:00">…<li data-day="2026-11-23">…</agenda-view>: what is dragged onto another day or hour is moved there.
// Whoever cannot drag opens the entry, or chooses "Move…" in the list: the same form is sent.
import { dropped } from "./dropping-time.js";

class AgendaView extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("dragend", () => this.mark(null));
    this.addEventListener("drop", (event) => this.drop(event));
  }

  lift(event) {
    this.carried = event.target.closest("[data-key]");
    this.held = this.carried ? event.clientY - this.carried.getBoundingClientRect().top : 0;
  }

  over(event) {
    const day = event.target.closest("[data-day]");
    if (!this.carried || !day) return;
    event.preventDefault();
    this.mark(day);
  }

  mark(day) {
    this.querySelectorAll(".agenda-target").forEach((marked) => marked.classList.remove("agenda-target"));
    day?.classList.add("agenda-target");
  }

  drop(event) {
    const day = event.target.closest("[data-day]");
    if (!this.carried || !day) return;
    event.preventDefault();
    const { key, start, end } = this.carried.dataset;
    const { top, height } = day.getBoundingClientRect();
    const share = this.hasAttribute("first-hour") ? (event.clientY - this.held - top) / height : null;
    const hours = { first: Number(this.getAttribute("first-hour")), drawn: this.querySelectorAll(".timetable-hours > li").length };
    this.send({ key, day: day.dataset.day, ...dropped({ start, end }, share, hours) });
  }

  send(moved) {
    const form = document.createElement("form");
    const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
    form.method = "post";
    form.action = this.getAttribute("moves");
    for (const [name, value] of Object.entries({ ...moved, view: this.className.includes("month") ? "month" : "week", csrfmiddlewaretoken: token })) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
  }
}

customElements.define("agenda-view", AgendaView);
