// <ticket-choice data-availability="/ampere/events/jazz/availability/" data-currency="EUR" data-exponent="2" data-locale="fr">
//   <form>… <span class="stepper"><input type="number" name="type-…" min="0" max="8" data-price="1800"></span> …
//     <output data-total></output></form></ticket-choice>
// Adds − and + beside each number, the total, and what is left now. Without it the form works as it stands.
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
    document.body.addEventListener("live:availability", this.look);
    this.form.elements.id.value ||= newIdentifier(); // a second press is the same order
    this.count();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    document.body.removeEventListener("live:availability", this.look);
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
    for (const [id, { words, most }] of Object.entries(types)) {
      const label = this.querySelector(`[data-left="${id}"]`);
      if (label && label.textContent !== words) label.textContent = words;
      const input = this.form.elements[`type-${id}`];
      if (!input) continue;
      input.max = most;
      if (this.value(input) > most) input.value = most;
    }
    this.count();
  }
}
customElements.define("ticket-choice", TicketChoice);
