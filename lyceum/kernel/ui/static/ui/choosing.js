// Walks through the options of a combobox by keyboard: const list = new Choosing(input, () => options).
export class Choosing {
  constructor(input, options) {
    this.input = input;
    this.options = options;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = this.options();
    if (step && options.length) this.choose(options.at((options.indexOf(this.chosen) + step) % options.length));
    else if (event.key === "Enter") this.chosen?.click();
    else return;
    event.preventDefault();
  }

  choose(option = this.options()[0]) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.id ||= `option_${Math.random().toString(36).slice(2)}`;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }
}
