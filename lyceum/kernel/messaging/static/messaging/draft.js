// What is being written survives a reload at once, and another device a moment later.
//   const draft = new Draft({ key: "<person>.<conversation>", keep: (text) => … }); draft.write("Bon"); draft.read("from server")
const PREFIX = "lyceum.messaging.draft.";
const KEPT_AFTER = 1500;

export class Draft {
  constructor({ key, keep, shelf = globalThis.localStorage, later = (act, wait) => setTimeout(act, wait) }) {
    Object.assign(this, { key: PREFIX + key, keep, shelf, later, timer: null });
  }

  // What this device knows goes before what the server knows: it may not have got there.
  read(fromServer = "") {
    return this.shelf.getItem(this.key) ?? fromServer;
  }

  write(text) {
    this.shelf.setItem(this.key, text);
    clearTimeout(this.timer);
    this.timer = this.later(() => this.settle(text), KEPT_AFTER);
  }

  // Once the server has it, the device forgets it: what another device writes later is newer.
  async settle(text) {
    const isKept = await this.keep(text);
    if (isKept && this.shelf.getItem(this.key) === text) this.shelf.removeItem(this.key);
  }

  clear() {
    this.write("");
  }
}
