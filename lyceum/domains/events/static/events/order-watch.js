// <order-watch data-standing="/ampere/orders/…/standing/" data-state="placed">…</order-watch>
// While a payment is on its way, asks how the order stands, and opens the page anew once that has changed.
const FIRST = 1500;
const LONGEST = 15_000;

class OrderWatch extends HTMLElement {
  connectedCallback() {
    this.wait = FIRST;
    this.again();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  again() {
    this.timer = setTimeout(() => this.look(), this.wait);
    this.wait = Math.min(LONGEST, this.wait * 1.3);
  }

  async look() {
    const answer = await fetch(this.dataset.standing, { headers: { Accept: "application/json" } }).catch(() => null);
    const { state } = answer?.ok ? await answer.json() : {};
    if (state && state !== this.dataset.state) location.reload();
    else this.again();
  }
}
customElements.define("order-watch", OrderWatch);
