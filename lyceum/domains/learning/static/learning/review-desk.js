// <review-desk><form><button data-key="a">Accept</button></form> … <mark id="quoted">the words</mark></review-desk>
// A key presses the button or the link that says data-key; the quoted words are brought into view, the next question
// is read out by the focus on it. Without it: buttons, links, pages.
class ReviewDesk extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("htmx:after:swap", () => this.show());
    this.show();
  }

  key(event) {
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return this.inForm(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = this.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted || this.busy) return;
    event.preventDefault();
    wanted.click();
  }

  // In a form, Ctrl-Enter keeps it and Escape leaves it.
  inForm(event) {
    const form = event.target.closest("review-desk form[data-keeps]");
    if (!form) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else if (event.key === "Escape") form.querySelector("[data-leaves]")?.click();
    else return;
    event.preventDefault();
  }

  get busy() {
    return this.querySelector(".htmx-request");
  }

  show() {
    const page = this.querySelector(".desk-text");
    const words = page?.querySelector("#quoted");
    if (words) page.scrollTop += words.getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight / 3;
    this.querySelector("form[data-keeps] textarea, form[data-keeps] [aria-invalid]")?.focus();
  }
}

customElements.define("review-desk", ReviewDesk);
