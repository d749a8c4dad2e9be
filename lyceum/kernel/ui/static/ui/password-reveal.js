// <password-reveal show="Show the password" hide="Hide the password"><input type="password"></password-reveal>
// Adds a button that shows what is being typed.
customElements.define(
  "password-reveal",
  class extends HTMLElement {
    connectedCallback() {
      const template = this.querySelector("template");
      if (!template || this.querySelector("button")) return;
      this.append(template.content.cloneNode(true));
      this.querySelector("button").addEventListener("click", (event) => this.toggle(event.currentTarget));
    }

    toggle(button) {
      const input = this.querySelector("input");
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    }
  },
);
