// <seat-choice data-topic="shop:…:availability" data-free="/ampere/events/jazz/seats/free/" data-edition="7" data-currency="EUR" data-exponent="2" data-locale="fr">
//   <form> [data-frame] [data-list] (see seat-map.js) · [data-offer data-name data-price] · [data-basket] template[data-line] …
// The basket, its total, what others take meanwhile, the best seats. Without it the list is a form as it stands.
import { newIdentifier } from "../ui/identifier.js";
import { SeatMap } from "./seat-map.js";

const EVERY = 8_000;

class SeatChoice extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.map = new SeatMap(this);
    this.offers = new Map([...this.querySelectorAll("[data-offer]")].map((one) => [one.dataset.offer, one.dataset]));
    this.form.elements.id.value ||= newIdentifier();
    this.form.addEventListener("input", () => this.count());
    this.form.addEventListener("change", () => this.count());
    this.form.addEventListener("submit", (event) => this.choose(event));
    this.look = () => document.hidden || this.refresh();
    this.timer = setInterval(this.look, EVERY);
    document.body.addEventListener(`live:${this.dataset.topic}`, this.look);
    document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics: [this.dataset.topic] } }));
    this.count();
    this.refresh();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.body.removeEventListener(`live:${this.dataset.topic}`, this.look);
  }

  // Best seats need no new page.
  async choose(event) {
    if (event.submitter?.name !== "best") return;
    event.preventDefault();
    const { party, of } = this.form.elements;
    const found = await this.ask({ party: party.value, of: of?.value ?? "" });
    if (!found) return;
    this.map.chosen.forEach((box) => { box.checked = false; });
    const boxes = [...this.map.boxes.values()];
    found.best.forEach((at) => { if (!boxes[at].disabled) boxes[at].checked = true; });
    this.count();
    this.map.rove(this.querySelector("circle.is-chosen"));
  }

  async refresh() {
    await this.ask({});
  }

  async ask(words) {
    const answer = await fetch(`${this.dataset.free}?${new URLSearchParams(words)}`).catch(() => null);
    if (!answer?.ok) return null;
    const found = await answer.json();
    if (found.edition !== this.dataset.edition) {
      document.querySelector("[data-changed]")?.removeAttribute("hidden");
      return null;
    }
    this.mark(new Set(found.taken));
    return found;
  }

  mark(taken) {
    [...this.map.boxes.values()].forEach((box, at) => {
      const dot = this.map.dots.get(box.dataset.seat);
      if (dot.classList.contains("seat-out")) return;
      box.disabled = taken.has(at);
      if (box.disabled) box.checked = false;
      dot.classList.toggle("seat-taken", box.disabled);
      dot.classList.toggle("seat-free", !box.disabled);
    });
    this.count();
  }

  count() {
    this.map.refresh();
    const basket = this.querySelector("[data-basket]");
    const chosen = this.map.chosen;
    basket.replaceChildren(...chosen.map((box) => this.line(box)));
    this.querySelector("[data-none]").hidden = chosen.length > 0;
    const extras = [...this.querySelectorAll(".stepper input")];
    const seats = chosen.reduce((sum, box) => sum + this.price(box), 0);
    const total = extras.reduce((sum, one) => sum + (Number.parseInt(one.value, 10) || 0) * Number(one.dataset.price), seats);
    this.querySelector("[data-total]").textContent = chosen.length ? this.money(total) : "";
    this.querySelector("[data-book]").toggleAttribute("data-idle", !chosen.length);
  }

  line(box) {
    const line = this.querySelector("template[data-line]").content.cloneNode(true).firstElementChild;
    line.querySelector("[data-words]").textContent = box.dataset.words;
    const kinds = box.dataset.values.split(" ").filter((id) => this.offers.has(id));
    line.querySelector("[data-kind]").append(kinds.length > 1 ? this.kinds(box, kinds) : (this.offers.get(box.value)?.name ?? ""));
    line.querySelector("[data-amount]").textContent = this.money(this.price(box));
    const drop = line.querySelector("[data-drop]");
    drop.querySelector(".sr-only").append(` ${box.dataset.words}`);
    drop.addEventListener("click", () => this.map.set(box, false));
    return line;
  }

  // A seat that is sold as several tickets: which one.
  kinds(box, ids) {
    const select = document.createElement("select");
    select.className = "select select-sm mt-1";
    select.setAttribute("aria-label", box.dataset.words);
    select.append(...ids.map((id) => new Option(this.offers.get(id).name, id, false, id === box.value)));
    select.addEventListener("change", () => { box.value = select.value; });
    return select;
  }

  price(box) {
    return Number(this.offers.get(box.value)?.price ?? 0);
  }

  money(amount) {
    const { currency, exponent, locale } = this.dataset;
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount / 10 ** Number(exponent));
  }
}
customElements.define("seat-choice", SeatChoice);
