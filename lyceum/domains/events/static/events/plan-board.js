// <plan-board data-drawing="/club/organise/plans/drawing/" data-move="Arrow keys move it" data-count="seats">
//   <form> details[data-for="<id>"][data-prefix="s0"] with fields s0-x, s0-y … · [data-frame] > svg · [data-tool] … </form>
// The fields are the plan; the drawing is made of them. Dragging a section, arrow keys on it and a press on a seat
// write into its fields.
const STEP = 5;

class PlanBoard extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.frame = this.querySelector("[data-frame]");
    this.tool = "move";
    this.querySelector("[data-tools]").hidden = false;
    this.querySelectorAll("[data-tool]").forEach((one) => one.addEventListener("click", () => this.take(one.dataset.tool)));
    this.form.addEventListener("input", () => this.soon());
    this.frame.addEventListener("pointerdown", (event) => this.grab(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("click", (event) => this.press(event));
    this.prepare();
  }

  take(tool) {
    this.tool = tool;
    this.querySelectorAll("[data-tool]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.tool === tool)));
  }

  prepare() {
    for (const section of this.frame.querySelectorAll("[data-section]")) {
      const name = this.side(section).querySelector("[name$='-name']").value;
      section.setAttribute("tabindex", "0");
      section.setAttribute("role", "button");
      section.setAttribute("aria-label", `${name}. ${this.dataset.move}`);
    }
    const seats = this.frame.querySelectorAll("circle[data-seat]").length;
    this.querySelector("[data-counted]").textContent = `${seats} ${this.dataset.count}`;
  }

  side(section) {
    return this.querySelector(`details[data-for="${section.dataset.section}"]`);
  }

  field(section, name) {
    const side = this.side(section);
    return side.querySelector(`[name="${side.dataset.prefix}-${name}"]`);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), 200);
  }

  async draw() {
    const answer = await fetch(this.dataset.drawing, { method: "POST", body: new FormData(this.form) }).catch(() => null);
    if (!answer?.ok) return;
    const focused = document.activeElement?.dataset?.section;
    this.frame.innerHTML = await answer.text();
    this.prepare();
    if (focused) this.frame.querySelector(`[data-section="${focused}"]`)?.focus();
  }

  key(event) {
    const section = event.target.closest("[data-section]");
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (!section) return;
    if (event.key === "Enter" || event.key === " ") this.open(section, true);
    else if (way) this.move(section, way[0] * STEP * (event.shiftKey ? 6 : 1), way[1] * STEP * (event.shiftKey ? 6 : 1));
    else return;
    event.preventDefault();
  }

  move(section, right, away) {
    for (const [name, by] of [["x", right], ["y", away]]) {
      const field = this.field(section, name);
      const wanted = Math.round((Number(field.value) || 0) + by);
      field.value = Math.max(Number(field.min), Math.min(Number(field.max), wanted));
    }
    this.soon();
  }

  open(section, focus) {
    this.querySelectorAll("details[data-for]").forEach((one) => { one.open = one === this.side(section); });
    if (focus) this.field(section, "name").focus();
  }

  grab(event) {
    const section = event.target.closest("[data-section]");
    if (!section || this.tool !== "move" || event.button !== 0) return;
    event.preventDefault();
    const svg = this.frame.querySelector("svg");
    const scale = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
    const from = [event.clientX, event.clientY];
    const by = (at) => [(at.clientX - from[0]) * scale, (at.clientY - from[1]) * scale];
    const drag = (at) => section.setAttribute("transform", `translate(${by(at).join(" ")})`);
    const drop = (at) => {
      document.removeEventListener("pointermove", drag);
      const [right, away] = by(at);
      this.open(section, false);
      if (Math.hypot(right, away) > 3) this.move(section, right, away);
      else section.removeAttribute("transform");
    };
    document.addEventListener("pointermove", drag);
    document.addEventListener("pointerup", drop, { once: true });
  }

  // With a tool other than moving: the seat's name goes into the field, or out of it.
  press(event) {
    const seat = event.target.closest("[data-seat]");
    if (!seat || this.tool === "move") return;
    const field = this.field(seat.closest("[data-section]"), this.tool);
    const names = new Set(field.value.trim().toUpperCase().split(/[\s,;]+/).filter(Boolean));
    const { key } = seat.dataset;
    names.delete(key) || names.add(key);
    field.value = [...names].join(" ");
    this.soon();
  }
}
customElements.define("plan-board", PlanBoard);
