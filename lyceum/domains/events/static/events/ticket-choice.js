// <ticket-choice data-topic="shop:…:event:…:availability" data-availability="/ampere/events/jazz/availability/"
//   data-currency="EUR" data-exponent="2" data-locale="fr" data-out="Sold out" data-few="{n} left" data-few-from="10">
//   <form>… <span class="stepper"><input type="number" name="type-…" min="0" max="8" data-limit="8" data-price="1800"></span> …
//     <output data-total></output></form></ticket-choice>
// Adds − and + beside each number, the total, and what is left now: heard as it changes, and asked now and then, too
// (prices, and whoever has no socket). Without it the form works as it stands.
import { newIdentifier } from "../ui/identifier.js";

const EVERY = 20_000;

class TicketChoice extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.buttons = this.querySelector("template[data-steps]");
    this.querySelectorAll(".stepper").forEach((stepper) => this.step(stepper));
    this.form.addEventListener("input", () => this.count());
    this.look = () => document.hidden || this.refresh();
    this.timer = setInterval(this.look, EVERY);
    document.addEventListener("visibilitychange", this.look);
    this.hear = ({ detail }) => this.heard(detail.content);
    document.body.addEventListener(`live:${this.dataset.topic}`, this.hear);
    document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics: [this.dataset.topic] } }));
    this.form.elements.id.value ||= newIdentifier(); // a second press is the same order
    this.count();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    document.body.removeEventListener(`live:${this.dataset.topic}`, this.hear);
  }

  step(stepper) {
    const input = stepper.querySelector("input");
    const [less, more] = this.buttons.content.cloneNode(true).querySelectorAll("button");
    for (const [button, by] of [[less, -1], [more, 1]]) {
      button.setAttribute("aria-label", `${button.title} · ${input.dataset.name}`);
      button.addEventListener("click", () => {
        input.value = this.next(input, by);
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
    stepper.prepend(less);
    stepper.append(more);
  }

  // From nothing at once to the smallest number that is sold, and back.
  next(input, by) {
    const least = Number(input.dataset.least || 1);
    const wanted = this.value(input) + by;
    if (wanted > 0 && wanted < least) return by > 0 ? least : 0;
    return Math.max(0, Math.min(wanted, Number(input.max)));
  }

  value(input) {
    return Number.parseInt(input.value, 10) || 0;
  }

  get numbers() {
    return [...this.querySelectorAll(".stepper input")];
  }

  count() {
    let total = 0;
    let many = 0;
    for (const input of this.numbers) {
      const value = this.value(input);
      const [less, more] = input.parentElement.querySelectorAll("button");
      less.disabled = value <= 0;
      more.disabled = value >= Number(input.max);
      many += value;
      total += value * this.price(input);
    }
    const shown = this.querySelector("[data-total]");
    if (shown) shown.textContent = many ? this.money(total) : "";
    this.querySelectorAll("[data-book]").forEach((button) => button.toggleAttribute("data-idle", !many));
  }

  // What one pays if one may choose; else the price.
  price(input) {
    const chosen = this.form.elements[`price-${input.dataset.type}`];
    if (!chosen) return Number(input.dataset.price);
    const amount = Number.parseFloat(chosen.value.replace(",", ".")) || 0;
    return Math.round(amount * 10 ** Number(this.dataset.exponent));
  }

  money(amount) {
    const { currency, exponent, locale } = this.dataset;
    const style = { style: "currency", currency };
    return new Intl.NumberFormat(locale, style).format(amount / 10 ** Number(exponent));
  }

  async refresh() {
    const answer = await fetch(this.dataset.availability, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    const { types, edition } = await answer.json();
    if (edition !== this.dataset.edition) this.querySelector("[data-changed]")?.removeAttribute("hidden");
    for (const [id, { words, most }] of Object.entries(types)) this.show(id, words, most);
    this.count();
  }

  // How many of each there are, null without end. Only of what is on sale here: the rest says when it is, and asks.
  heard(content) {
    if (!content?.left) return this.look();
    const { out, few, fewFrom } = this.dataset;
    for (const [id, left] of Object.entries(content.left)) {
      const input = this.form.elements[`type-${id}`];
      if (!input) continue;
      const number = left ?? Infinity;
      const isOut = number < Math.max(1, Number(input.dataset.least || 1));
      const words = isOut ? out : number <= Number(fewFrom) ? few.replace("{n}", number) : "";
      this.show(id, words, isOut ? 0 : Math.min(number, Number(input.dataset.limit)));
    }
    this.count();
  }

  show(id, words, most) {
    const label = this.querySelector(`[data-left="${id}"]`);
    if (label && label.textContent !== words) label.textContent = words;
    const input = this.form.elements[`type-${id}`];
    if (!input) return;
    input.max = most;
    if (this.value(input) > most) input.value = most;
  }
}
customElements.define("ticket-choice", TicketChoice);
