// <seat-painter> [data-frame] [data-list] (see seat-map.js) · [data-counted] </seat-painter>
// Seats are chosen by pressing, by drawing over them, by keyboard or in the list, and then sold as something.
import { SeatMap } from "./seat-map.js";

class SeatPainter extends HTMLElement {
  connectedCallback() {
    this.map = new SeatMap(this);
    this.addEventListener("change", () => this.count());
    this.map.frame.addEventListener("pointerover", (event) => this.paint(event));
    this.count();
  }

  paint(event) {
    const dot = event.buttons === 1 && event.pointerType === "mouse" && event.target.closest("[data-seat]");
    const box = dot && this.map.boxes.get(dot.dataset.seat);
    if (box && !box.disabled) this.map.set(box, true);
  }

  count() {
    this.map.refresh();
    this.querySelector("[data-counted]").textContent = this.map.chosen.length || "";
  }
}
customElements.define("seat-painter", SeatPainter);
