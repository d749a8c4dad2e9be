// Where one looks in a thread: at its end, or somewhere above, which does not move when messages come.
//   const place = new Place(log, jump); place.keep(() => draw()); place.toEnd()
const NEAR = 48;

export class Place {
  constructor(log, jump, { moved = () => {}, reachedStart = () => {} } = {}) {
    Object.assign(this, { log, jump, fresh: 0 });
    this.count = jump.querySelector("[data-part=fresh]");
    jump.addEventListener("click", () => this.toEnd({ behavior: "smooth" }));
    log.addEventListener("scroll", () => {
      this.showJump();
      moved();
      if (log.scrollHeight + log.scrollTop - log.clientHeight < 200) reachedStart();
    });
  }

  // The log is reversed: 0 is its end, above it is negative.
  get isAtEnd() {
    return Math.abs(this.log.scrollTop) < NEAR;
  }

  keep(change, { own = false, news = 0 } = {}) {
    const stays = own || this.isAtEnd;
    const anchor = stays ? null : this.firstSeen();
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (stays) this.toEnd();
    else if (anchor.isConnected) this.log.scrollTop += anchor.getBoundingClientRect().top - before;
    this.fresh = stays ? 0 : this.fresh + news;
    this.showJump();
  }

  firstSeen() {
    const top = this.log.getBoundingClientRect().top;
    return [...this.log.querySelectorAll("[data-message]")].find((line) => line.getBoundingClientRect().bottom > top) ?? this.log;
  }

  toEnd(how = {}) {
    this.log.scrollTo({ top: 0, ...how });
  }

  showJump() {
    if (this.isAtEnd) this.fresh = 0;
    this.jump.hidden = this.isAtEnd;
    this.count.textContent = this.fresh || "";
  }
}
