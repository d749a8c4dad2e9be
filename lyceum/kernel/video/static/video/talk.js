// The conversation beside a call: messaging's own thread, asked for on entering; what comes while it is shut is counted.
//   const talk = new Talk(part, (name) => tell(name)); talk.load(); talk.opened()
export class Talk {
  constructor(part, wrote) {
    Object.assign(this, { panel: part("talk"), place: part("thread"), count: part("unread"), wrote, counted: 0 });
    if (!this.panel) return; // to whoever may not write
    document.body.addEventListener("conversations:changed", () => this.draw());
    this.place.addEventListener("htmx:after:swap", () => this.arrived());
    this.panel.addEventListener("click", elsewhere, true);
  }

  get thread() {
    return this.place?.querySelector("message-thread");
  }

  load() {
    if (this.place && !this.thread) this.place.dispatchEvent(new CustomEvent("talk:wanted"));
  }

  arrived() {
    if (!this.thread) return; // what was refused is not asked again by itself
    if (this.panel.hidden) this.draw();
    else this.opened();
  }

  opened() {
    this.load(); // where the network was away before
    this.thread?.attention.look();
    this.draw();
    if (!matchMedia("(pointer: coarse)").matches) this.panel.querySelector("textarea")?.focus();
  }

  draw() {
    const unread = this.thread && this.panel.hidden ? this.thread.unread : [];
    this.count.hidden = !unread.length;
    this.count.textContent = unread.length;
    if (unread.length > this.counted && unread.at(-1).author) this.wrote(unread.at(-1).author);
    this.counted = unread.length;
  }
}

// A link that leads away opens beside the call, which goes on.
function elsewhere(event) {
  const link = event.target.closest("a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) link.target = "_blank";
}
