// <hold-timer class="kept-until" data-until="2031-05-01T18:00:00Z" data-words="…kept for %s">…kept until 18:00</hold-timer>
// Counts down in words of the page; when it is over, the page is loaded again and says so. Told aloud once, near the end.
const SHORT = 60;

class HoldTimer extends HTMLElement {
  connectedCallback() {
    this.until = Date.parse(this.dataset.until);
    this.ahead = Date.parse(this.dataset.now) - Date.now(); // a phone's clock may be wrong
    this.shown = this.querySelector("time");
    this.tick();
    this.timer = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  tick() {
    const left = Math.max(0, Math.round((this.until - Date.now() - this.ahead) / 1000));
    this.shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    this.classList.toggle("is-short", left <= SHORT);
    if (left) return;
    clearInterval(this.timer);
    setTimeout(() => location.reload(), 1500);
  }
}
customElements.define("hold-timer", HoldTimer);
