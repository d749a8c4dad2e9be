// <command-palette results="/school/search/results/"><dialog>…<input role="combobox"><div role="listbox">
//   <div data-places><a role="option" href="…">Today</a></div><div data-found></div></div></dialog></command-palette>
// Ctrl-K or any [data-summon] opens it. Places are filtered at once, results come from the server as HTML options.
import { fold } from "./fold.js";

customElements.define(
  "command-palette",
  class extends HTMLElement {
    connectedCallback() {
      this.dialog = this.querySelector("dialog");
      this.input = this.querySelector("input");
      this.found = this.querySelector("[data-found]");
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

    look() {
      const words = fold(this.input.value);
      for (const place of this.querySelectorAll("[data-places] [role=option]"))
        place.hidden = !fold(place.textContent).includes(words);
      this.choose(this.options[0]);
      clearTimeout(this.timer);
      if (words.length < 2) this.found.replaceChildren();
      else this.timer = setTimeout(() => this.ask(this.input.value), 150);
    }

    async ask(question) {
      const answer = await fetch(`${this.getAttribute("results")}?q=${encodeURIComponent(question)}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok || question !== this.input.value) return;
      this.found.innerHTML = await answer.text();
      for (const link of this.found.querySelectorAll("a[href]")) link.setAttribute("role", "option");
      if (!this.chosen?.isConnected) this.choose(this.options[0]);
    }

    get options() {
      return [...this.querySelectorAll("[role=option]")].filter((option) => !option.hidden);
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) this.choose(this.options.at((this.options.indexOf(this.chosen) + step) % this.options.length));
      else if (event.key === "Enter") this.chosen?.click();
      else return;
      event.preventDefault();
    }

    choose(option) {
      this.chosen?.setAttribute("aria-selected", "false");
      this.chosen = option;
      if (!option) return this.input.removeAttribute("aria-activedescendant");
      option.id ||= `option_${Math.random().toString(36).slice(2)}`;
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }
  },
);
