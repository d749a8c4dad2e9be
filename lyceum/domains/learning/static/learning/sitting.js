// Where a sitting stands: what was answered, what comes next. Survives a reload and an empty battery.
//   new Sitting("revision", ["item", …]).next() → "item"
const PREFIX = "lyceum.learning.sitting.";
const MOST_TRIES = 3; // of one question in a sitting: it comes back another day

export class Sitting {
  constructor(revision, ids) {
    this.key = PREFIX + revision;
    const kept = JSON.parse(localStorage.getItem(this.key) || "null");
    this.first = kept?.first || {}; // item → {isRight, fraction}: the answer that counts
    this.tries = kept?.tries || {};
    this.seconds = kept?.seconds || 0;
    this.queue = kept?.queue?.filter((id) => ids.includes(id)) || ids;
    this.total = new Set([...ids, ...Object.keys(this.first)]).size;
    this.forgetOthers();
  }

  get done() {
    return Object.keys(this.first).length;
  }

  was(id) {
    return id in this.first;
  }

  next() {
    return this.queue[0];
  }

  note(id, isRight, fraction, seconds, againAfter) {
    this.first[id] ??= { isRight, fraction };
    this.seconds += seconds;
    this.queue = this.queue.slice(1);
    this.tries[id] = (this.tries[id] || 0) + 1;
    const comesBack = !isRight && this.tries[id] < MOST_TRIES;
    if (comesBack) this.queue.splice(Math.min(againAfter, this.queue.length), 0, id);
    this.keep();
  }

  // What was answered stays: the page of a sitting that is over, opened again offline, shows its result.
  end() {
    this.keep(true);
    const all = Object.entries(this.first);
    const right = all.filter(([, one]) => one.isRight).length;
    const whole = all.reduce((sum, [, one]) => sum + one.fraction, 0);
    const score = all.length ? Math.round((100 * whole) / all.length) : 0;
    const missed = all.filter(([, one]) => !one.isRight).map(([id]) => id);
    return { right, score, missed, total: all.length, minutes: Math.max(1, Math.round(this.seconds / 60)) };
  }

  keep(over = false) {
    const { first, tries, seconds, queue } = this;
    localStorage.setItem(this.key, JSON.stringify({ first, tries, seconds, queue, over }));
  }

  forgetOthers() {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX) || key === this.key) continue;
      if (JSON.parse(localStorage.getItem(key) || "{}").over) localStorage.removeItem(key);
    }
  }
}
