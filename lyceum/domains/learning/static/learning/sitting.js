// Where a sitting stands: what was answered, what comes next. Survives a reload and an empty battery.
export class Sitting {
  constructor(revision, ids) {
    this.key = `lyceum.learning.sitting.${revision}`;
    const kept = JSON.parse(localStorage.getItem(this.key) || "null");
    this.first = kept?.first || {}; // item → {right, fraction}: the answer that counts
    this.seconds = kept?.seconds || 0;
    this.queue = kept?.queue?.filter((id) => ids.includes(id)) || ids.filter((id) => !(id in this.first));
    this.ids = ids;
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
    this.queue.shift();
    if (!isRight) this.queue.splice(Math.min(againAfter, this.queue.length), 0, id);
    localStorage.setItem(
      this.key,
      JSON.stringify({ first: this.first, seconds: this.seconds, queue: this.queue }),
    );
  }

  result() {
    const all = Object.values(this.first);
    const right = all.filter((one) => one.isRight).length;
    const whole = all.reduce((sum, one) => sum + one.fraction, 0);
    const score = all.length ? Math.round((100 * whole) / all.length) : 0;
    localStorage.removeItem(this.key);
    return { right, score, total: all.length, minutes: Math.max(1, Math.round(this.seconds / 60)) };
  }
}
