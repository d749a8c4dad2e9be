// It is one's turn: the form that was filled in before goes on by itself.
//   <its-turn><form method="post" action="/club/events/jazz/"> hidden fields, a button for want of scripts </form></its-turn>
class ItsTurn extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").requestSubmit();
  }
}
customElements.define("its-turn", ItsTurn);
