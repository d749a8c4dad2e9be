// <toast-note class="toast"><p>Saved.</p><button type="button" aria-label="Close">…</button></toast-note>
// Leaves after some seconds, unless somebody is reading it (pointer or focus inside); errors stay until closed.
const STAY = 6000;

customElements.define(
  "toast-note",
  class extends HTMLElement {
    connectedCallback() {
      this.replaceSame();
      this.querySelector("button")?.addEventListener("click", () => this.remove());
      if (this.classList.contains("tone-error") || this.hasAttribute("stays")) return;
      this.addEventListener("pointerenter", () => this.wait(false));
      this.addEventListener("pointerleave", () => this.wait(true));
      this.addEventListener("focusin", () => this.wait(false));
      this.addEventListener("focusout", () => this.wait(true));
      this.wait(true);
    }

    disconnectedCallback() {
      this.wait(false);
    }

    // What is said again takes the place of what was said: an ended sign-in is told once, not once for each fragment.
    replaceSame() {
      const said = (toast) => toast.textContent.trim();
      const same = (toast) => toast !== this && said(toast) === said(this) && !toast.matches(":focus-within");
      [...(this.parentElement?.querySelectorAll("toast-note") ?? [])].filter(same).forEach((toast) => toast.remove());
    }

    wait(running) {
      clearTimeout(this.timer);
      if (running) this.timer = setTimeout(() => this.remove(), STAY);
    }
  },
);
