// <command-palette results="/school/search/results/"><dialog>…<input role="combobox"><div role="listbox">
//   <div data-places><a role="option" href="…">Today</a></div><div data-found></div></div></dialog></command-palette>
// Ctrl-K or any [data-summon] opens it. Places are filtered at once, results come from the server as HTML options.
import { Choosing } from "./choosing.js";
import { fold } from "./fold.js";

customElements.define(
  "command-palette",
  class extends HTMLElement {
    connectedCallback() {
      this.dialog = this.querySelector("dialog");
      this.input = this.querySelector("input");
      this.found = this.querySelector("[data-found]");
      this.list = new Choosing(this.input, () => [...this.querySelectorAll("[role=option]:not([hidden])")]);
      this.input.addEventListener("input", () => this.look());
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
      document.addEventListener("keydown", (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") this.open(event);
      });
      document.addEventListener("click", (event) => event.target.closest("[data-summon]") && this.open(event));
    }

    open(event) {
      event.preventDefault();
      if (!this.dialog.open) this.dialog.showModal();
      this.input.select();
      this.look();
    }

    key(event) {
      // In a search field the browser's Escape would only empty it.
      if (event.key === "Escape") this.dialog.close();
      else this.list.key(event);
    }

    look() {
      const words = fold(this.input.value);
      const places = this.querySelector("[data-places]");
      const all = [...places.querySelectorAll("[role=option]")];
      for (const place of all) place.hidden = !fold(place.textContent).includes(words);
      places.hidden = all.every((place) => place.hidden);
      this.list.choose();
      this.querySelector("[data-none]").hidden = true;
      clearTimeout(this.timer);
      if (words.length < 2) this.found.replaceChildren();
      else this.timer = setTimeout(() => this.ask(this.input.value), 150);
    }

    async ask(question) {
      const address = `${this.getAttribute("results")}?q=${encodeURIComponent(question)}`;
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok || question !== this.input.value) return;
      this.found.innerHTML = await answer.text();
      if (!this.list.chosen?.isConnected) this.list.choose();
      this.querySelector("[data-none]").hidden = Boolean(this.list.chosen);
    }
  },
);
