// The call itself is in another window, on a server with pages of its own; here one stays seen, with chat and hands.
// Event: "elsewhere" { url }. Acts are those of the mesh: nothing of them is left to do.
export class Elsewhere extends EventTarget {
  constructor(ticket) {
    super();
    this.url = ticket.url;
  }

  meet() {
    this.dispatchEvent(new CustomEvent("elsewhere", { detail: { url: this.url } }));
  }

  hear() {}

  part() {}

  show() {}

  isSoundWith() {
    return true;
  }

  loudness() {
    return 0;
  }

  async quality() {
    return "good";
  }

  close() {}
}
