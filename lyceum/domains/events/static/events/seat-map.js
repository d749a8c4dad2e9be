// The plan of a room beside its list: a seat on one is the checkbox of the other.
//   new SeatMap(host)  over  [data-frame] > svg.seat-plan circle[data-seat] … · [data-list] input[data-seat] …
//   [data-tools] [data-view] [data-zoom] · [data-says] (words of the seat under the pointer)
// Arrow keys go from seat to seat, Home and End to the ends of the row; space or Enter chooses.
const ZOOMS = [1, 1.5, 2.2, 3.2];
const NARROW = 640;

export class SeatMap {
  constructor(host) {
    this.host = host;
    this.frame = host.querySelector("[data-frame]");
    this.says = host.querySelector("[data-says]");
    this.boxes = new Map([...host.querySelectorAll("input[data-seat]")].map((box) => [box.dataset.seat, box]));
    this.dots = new Map([...host.querySelectorAll("circle[data-seat]")].map((dot) => [dot.dataset.seat, dot]));
    this.rows = [...host.querySelectorAll("[data-row]")].map((row) => [...row.children]).filter((row) => row.length);
    this.dots.forEach((dot, id) => this.prepare(dot, this.boxes.get(id)));
    this.frame.addEventListener("click", (event) => this.toggle(event.target.closest("[data-seat]")));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("pointerover", (event) => this.say(event.target.closest("[data-seat]")));
    this.frame.addEventListener("focusin", (event) => this.say(event.target.closest("[data-seat]")));
    this.tools(host.querySelector("[data-tools]"));
    this.rove(host.querySelector("circle.is-chosen, circle.seat-free, circle.seat-kept") ?? this.rows[0]?.[0]);
  }

  prepare(dot, box) {
    dot.setAttribute("role", "checkbox");
    dot.setAttribute("tabindex", "-1");
    this.show(dot, box);
  }

  // What the checkbox says now.
  show(dot, box) {
    dot.setAttribute("aria-label", box.getAttribute("aria-label"));
    dot.setAttribute("aria-checked", String(box.checked));
    dot.toggleAttribute("aria-disabled", box.disabled);
    if (box.disabled) dot.setAttribute("aria-disabled", "true");
    dot.classList.toggle("is-chosen", box.checked);
  }

  refresh() {
    this.dots.forEach((dot, id) => this.show(dot, this.boxes.get(id)));
  }

  get chosen() {
    return [...this.boxes.values()].filter((box) => box.checked);
  }

  toggle(dot) {
    if (!dot) return;
    const box = this.boxes.get(dot.dataset.seat);
    this.rove(dot);
    if (!box.disabled) this.set(box, !box.checked);
  }

  set(box, checked) {
    box.checked = checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    const dot = event.target.closest("[data-seat]");
    if (!dot) return;
    if (event.key === " " || event.key === "Enter") this.toggle(dot);
    else {
      const next = this.next(dot, event.key);
      if (!next) return;
      this.rove(next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    event.preventDefault();
  }

  next(dot, key) {
    const at = this.rows.findIndex((row) => row.includes(dot));
    const row = this.rows[at];
    const column = row.indexOf(dot);
    if (key === "ArrowLeft") return row[column - 1];
    if (key === "ArrowRight") return row[column + 1];
    if (key === "Home") return row[0];
    if (key === "End") return row.at(-1);
    if (key === "ArrowUp" || key === "ArrowDown") return this.beyond(dot, row, key === "ArrowUp" ? -1 : 1);
    return null;
  }

  // The nearest seat of another row in that direction: what is straight ahead counts more than what is aside.
  beyond(dot, row, way) {
    const [x, y] = SeatMap.place(dot);
    let [best, least] = [null, Infinity];
    for (const other of this.dots.values()) {
      const [ox, oy] = SeatMap.place(other);
      const ahead = (oy - y) * way;
      const away = ahead + 2 * Math.abs(ox - x);
      if (ahead > 6 && !row.includes(other) && away < least) [best, least] = [other, away];
    }
    return best;
  }

  static place(dot) {
    return [Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))];
  }

  rove(dot) {
    if (!dot) return;
    this.at?.setAttribute("tabindex", "-1");
    dot.setAttribute("tabindex", "0");
    this.at = dot;
  }

  say(dot) {
    if (dot && this.says) this.says.textContent = dot.getAttribute("aria-label");
  }

  tools(bar) {
    if (!bar) return;
    bar.hidden = false;
    bar.querySelectorAll("[data-view]").forEach((one) => one.addEventListener("click", () => this.look(one.dataset.view)));
    this.zoomed = 0;
    bar.querySelectorAll("[data-zoom]").forEach((one) => one.addEventListener("click", () => this.zoom(Number(one.dataset.zoom))));
    this.look(window.innerWidth < NARROW ? "list" : "plan");
    this.zoom(window.innerWidth < NARROW ? 2 : 0);
  }

  look(view) {
    this.host.dataset.shows = view;
    this.host.querySelectorAll("[data-view]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.view === view)));
  }

  zoom(by) {
    this.zoomed = Math.max(0, Math.min(ZOOMS.length - 1, this.zoomed + by));
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.frame;
    const svg = this.frame.querySelector("svg");
    const before = Number.parseFloat(svg.style.width || "100") / 100;
    const after = ZOOMS[this.zoomed];
    svg.style.width = `${after * 100}%`;
    const [middleX, middleY] = [scrollLeft + clientWidth / 2, scrollTop + clientHeight / 2];
    this.frame.scrollTo((middleX * after) / before - clientWidth / 2, (middleY * after) / before - clientHeight / 2);
  }
}
