// Beside the faces, one at a time: who is here, what is written. On a phone it covers them until it is shut again.
//   new SidePanels(call, { opened: { talk: () => … } }).toggle("talk")
export class SidePanels {
  constructor(call, opened = {}) {
    this.opened = opened;
    this.buttons = [...call.querySelectorAll("[data-act][aria-controls]")];
    this.buttons.forEach((button) => panelOf(button).addEventListener("keydown", (event) => this.key(event, button)));
  }

  isOpen(act) {
    return this.buttons.some((button) => button.dataset.act === act && !panelOf(button).hidden);
  }

  toggle(act) {
    const opens = !this.isOpen(act);
    this.buttons.forEach((button) => this.show(button, opens && button.dataset.act === act));
    if (opens) this.opened[act]?.();
  }

  show(button, isShown) {
    const panel = panelOf(button);
    const leaves = !isShown && panel.contains(document.activeElement);
    panel.hidden = !isShown;
    button.setAttribute("aria-expanded", isShown);
    if (leaves) button.focus();
  }

  key(event, button) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    this.show(button, false);
  }
}

const panelOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
