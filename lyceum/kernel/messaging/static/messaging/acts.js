// What can be done with a message: one small menu for all of them, opened at the message that asks for it.
//   new Acts(menu, { thread, messageOf, acts: { reply(message), edit(message), remove(message), react(message, mark) } })
import { authorOf } from "./order.js";

export class Acts {
  constructor(menu, { thread, messageOf, acts }) {
    Object.assign(this, { menu, me: thread.me, messageOf, acts, opener: null });
    thread.addEventListener("click", (event) => this.clicked(event));
    menu.addEventListener("click", (event) => this.chosen(event));
    menu.addEventListener("submit", (event) => this.confirmed(event));
    menu.addEventListener("keydown", (event) => this.key(event));
    menu.addEventListener("toggle", (event) => event.newState === "closed" && this.closed());
  }

  clicked(event) {
    const more = event.target.closest('[data-part="more"]');
    if (!more || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.open(more);
  }

  open(more) {
    this.opener = more;
    this.message = this.messageOf(more.closest("[data-message]").dataset.message);
    const isOwn = authorOf(this.message) === this.me;
    for (const act of ["edit", "delete"]) this.button(act).hidden = !isOwn;
    this.button("report").hidden = isOwn;
    this.button("copy").hidden = !this.message.body;
    for (const act of ["look", "report"]) this.button(act).href = `${more.href}${act === "report" ? "#report" : ""}`;
    this.menu.querySelectorAll("[data-mark]").forEach((mark) => mark.setAttribute("aria-pressed", this.has(mark.dataset.mark)));
    more.setAttribute("aria-expanded", "true");
    this.menu.showPopover();
    this.stand(more.getBoundingClientRect());
    this.menu.querySelector("button").focus();
  }

  has(mark) {
    return this.message.reactions.some((one) => one.mark === mark && one.people.includes(this.me));
  }

  button(act) {
    return this.menu.querySelector(`[data-act="${act}"]`);
  }

  // Below the message's own button, or above it where there is no room.
  stand(at) {
    const { offsetWidth: width, offsetHeight: height } = this.menu;
    const top = at.bottom + height + 8 > innerHeight ? Math.max(8, at.top - height - 4) : at.bottom + 4;
    const left = Math.min(innerWidth - width - 8, Math.max(8, at.left + at.width / 2 - width / 2));
    Object.assign(this.menu.style, { top: `${top}px`, left: `${left}px` });
  }

  chosen(event) {
    const button = event.target.closest("button[data-act]");
    if (!button) return;
    const { act, mark } = button.dataset;
    const message = this.message;
    this.menu.hidePopover();
    this.acts[act](message, mark);
  }

  // ui's confirm.js has asked, and sends the form a second time.
  confirmed(event) {
    const form = event.target;
    if (!form.dataset.confirmed) return this.menu.hidePopover();
    event.preventDefault();
    delete form.dataset.confirmed;
    return this.acts[form.dataset.act](this.message);
  }

  // Arrows walk through the marks and the lines alike.
  key(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.menu.querySelectorAll("button, a")].filter((one) => one.offsetParent);
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  }

  closed() {
    this.opener?.removeAttribute("aria-expanded");
    if (document.activeElement === document.body || this.menu.contains(document.activeElement)) this.opener?.focus();
  }
}
