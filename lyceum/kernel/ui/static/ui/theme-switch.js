// <theme-switch><form method="post" action="/appearance/"><button name="theme" value="dark" aria-pressed="false">…</form></theme-switch>
// Changes the theme at once and tells the server quietly; without JavaScript the form does it by a page load.
customElements.define(
  "theme-switch",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.form?.addEventListener("submit", (event) => this.choose(event));
    }

    choose(event) {
      if (!event.submitter) return;
      event.preventDefault();
      const theme = event.submitter.value;
      const body = new FormData(this.form, event.submitter);
      fetch(this.form.action, { method: "POST", body, headers: { "X-Quiet": "1" } });
      const show = () => this.show(theme);
      document.startViewTransition ? document.startViewTransition(show) : show();
    }

    show(theme) {
      const root = document.documentElement;
      theme === "system" ? root.removeAttribute("data-theme") : root.setAttribute("data-theme", theme);
      for (const button of document.querySelectorAll('theme-switch button[name="theme"]'))
        button.setAttribute("aria-pressed", String(button.value === theme));
    }
  },
);
