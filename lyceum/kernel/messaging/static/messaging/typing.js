// Who is writing, and when one says so oneself: said at most every three seconds, believed for six.
const SAID_EVERY = 3000;
const BELIEVED_FOR = 6000;

export class Typing {
  constructor(now = () => Date.now()) {
    Object.assign(this, { now, heard: new Map(), lastSaid: 0 });
  }

  // True when it is time to say it again.
  says() {
    if (this.now() - this.lastSaid < SAID_EVERY) return false;
    this.lastSaid = this.now();
    return true;
  }

  // What was written is sent: the next key says so at once.
  stops() {
    this.lastSaid = 0;
  }

  hears(person) {
    this.heard.set(person, this.now());
  }

  // Whoever has sent their message writes no more.
  silences(person) {
    this.heard.delete(person);
  }

  writing() {
    for (const [person, at] of this.heard) if (this.now() - at >= BELIEVED_FOR) this.heard.delete(person);
    return [...this.heard.keys()];
  }
}
