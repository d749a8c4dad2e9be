// Nothing is missed: what came by the socket is taken if it follows what is known, else all since the cursor is asked.
//   new Resume({ cursor: 41, ask: async (since) => ({ items, cursor, more }), apply: (messages) => … })
export class Resume {
  constructor({ cursor, ask, apply, settled = () => {} }) {
    Object.assign(this, { cursor, ask, apply, settled, busy: null, again: false });
  }

  // A frame of the socket. Change numbers of a conversation have no gap, but one may see not every change.
  heard(message) {
    if (message.change <= this.cursor) return Promise.resolve(true);
    this.apply([message]);
    if (message.change !== this.cursor + 1) return this.catchUp();
    this.cursor = message.change;
    return Promise.resolve(true);
  }

  // One asking at a time; whoever asks meanwhile is answered by one more. True once nothing is missing.
  catchUp() {
    this.again = true;
    this.busy ??= this.run().finally(() => (this.busy = null)).then((all) => (all && this.again ? this.catchUp() : all));
    return this.busy;
  }

  async run() {
    try {
      while (this.again) {
        this.again = false;
        await this.all();
      }
      this.settled(true);
      return true;
    } catch {
      this.settled(false);
      return false;
    }
  }

  async all() {
    for (let more = true; more; ) {
      const answer = await this.ask(this.cursor);
      this.apply(answer.items);
      this.cursor = Math.max(this.cursor, answer.cursor);
      more = answer.more;
    }
  }
}
