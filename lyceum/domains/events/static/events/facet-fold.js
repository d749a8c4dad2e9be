// <facet-fold><details open>…</details></facet-fold>
// Open beside a list; on a phone folded above it until it is opened, and then it stays so while one narrows down.
class FacetFold extends HTMLElement {
  static isOpened = false;

  connectedCallback() {
    const details = this.querySelector("details");
    const isBeside = matchMedia("(min-width: 64rem)").matches;
    details.open = isBeside || FacetFold.isOpened;
    details.addEventListener("toggle", () => isBeside || (FacetFold.isOpened = details.open));
  }
}

customElements.define("facet-fold", FacetFold);
