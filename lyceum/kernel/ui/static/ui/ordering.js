// <step-order><form hx-post="…"><ol><li data-step><input type="hidden" name="step" value="…"><span data-handle>…
// Steps are dragged by their handle, or moved by Alt and an arrow; the form then sends their order. The buttons of each
// step send it without any script. Focus stays on the button that was pressed.
let focused = "";

class StepOrder extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("pointerdown", (event) => this.hold(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("click", (event) => (focused = event.target.closest("[data-move]")?.id || ""));
    this.dataset.ready = "";
    const again = focused && document.getElementById(focused);
    if (again) (again.disabled ? again.parentElement.querySelector("button:not(:disabled)") : again)?.focus();
    focused = "";
  }

  key(event) {
    const by = event.altKey && { ArrowUp: "-1", ArrowDown: "1" }[event.key];
    const button = by && event.target.closest("[data-step]")?.querySelector(`[data-move="${by}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  hold(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle) return;
    event.preventDefault();
    const held = handle.closest("[data-step]");
    const before = this.order();
    held.dataset.held = "";
    const move = (at) => this.drag(held, at.clientY);
    // Heard on the window: a row that changes its place in the page loses what it had captured.
    const listening = new AbortController();
    const end = () => {
      listening.abort();
      delete held.dataset.held;
      if (this.order() !== before) this.form.requestSubmit();
    };
    addEventListener("pointermove", move, { signal: listening.signal });
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { signal: listening.signal });
  }

  drag(held, y) {
    const over = [...this.querySelectorAll("[data-step]")].find((step) => {
      const box = step.getBoundingClientRect();
      return step !== held && y > box.top && y < box.bottom;
    });
    if (!over) return;
    const box = over.getBoundingClientRect();
    if (y < box.top + box.height / 2) over.before(held);
    else over.after(held);
  }

  order() {
    return [...this.querySelectorAll('input[name="step"]')].map((input) => input.value).join();
  }
}

customElements.define("step-order", StepOrder);
