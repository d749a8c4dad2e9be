// <near-me data-here="Here" data-no="…"><input type="hidden" name="at"><button type="button" hidden>Near me</button><span role="status"></span></near-me>
// Asks the browser where one is, only when the button is pressed; a city that is typed takes its place again.
class NearMe extends HTMLElement {
  connectedCallback() {
    if (!("geolocation" in navigator)) return;
    this.field = this.querySelector("input[name=at]");
    this.button = this.querySelector("button");
    this.says = this.querySelector("[role=status]");
    this.city = this.closest("form").elements.city;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.locate());
    this.city.addEventListener("input", () => (this.field.value = ""));
  }

  locate() {
    this.says.textContent = "";
    this.button.setAttribute("aria-busy", "true");
    const done = () => this.button.removeAttribute("aria-busy");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => (done(), this.found(coords)),
      () => (done(), (this.says.textContent = this.dataset.no)),
      { timeout: 10000, maximumAge: 600000 },
    );
  }

  found({ latitude, longitude }) {
    // Two decimals are a kilometre: near enough to find a concert, too little to find a door.
    this.field.value = `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
    this.city.value = "";
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("near-me", NearMe);
