// <print-page><button type="button">Print</button></print-page>
// Without it: the browser's own menu prints the same page.

class PrintPage extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', () => window.print())
  }
}

customElements.define('print-page', PrintPage)
