// <push-switch data-key="BPu…"><form method="post" hidden>…</form><p data-says="on" hidden>…</p>…</push-switch>
// Asks for permission on a click only, subscribes this browser, and sends what it says with the form.
class PushSwitch extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form");
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return this.say("unable");
    this.form.addEventListener("submit", (event) => this.agree(event));
    if (Notification.permission === "denied") return this.say("denied");
    const worker = await navigator.serviceWorker.ready;
    this.say((await worker.pushManager.getSubscription()) ? "on" : "");
  }

  // Shows one of the sentences; the form where nothing stands in its way.
  say(what) {
    this.querySelectorAll("[data-says]").forEach((line) => (line.hidden = line.dataset.says !== what));
    this.form.hidden = ["on", "unable", "denied"].includes(what);
  }

  async agree(event) {
    if (this.form.elements.endpoint.value) return;
    event.preventDefault();
    const answer = await Notification.requestPermission();
    if (answer !== "granted") return this.say(answer === "denied" ? "denied" : "");
    try {
      this.fill((await this.subscribed()).toJSON());
    } catch {
      return this.say("failed");
    }
    this.form.submit();
  }

  async subscribed() {
    const worker = await navigator.serviceWorker.ready;
    return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
  }

  fill({ endpoint, keys }) {
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => (this.form.elements[name].value = value));
  }
}

customElements.define("push-switch", PushSwitch);
