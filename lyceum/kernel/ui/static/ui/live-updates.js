// <meta name="realtime-url" content="wss://…/live?organisation=ampere">
// Fragments wait for hx-trigger="live:notices from:body": this asks the server for the topic "notices", and each of
// its frames becomes that event on the body, as do live:<whole topic> and, where a name stands for many topics
// ("conversations"), live:<that name>. Other events on the body: live:open, live:closed, live:subscribed (nothing is
// missed: what was told while the page was loading comes now), live:refused, live:resync (look at everything again).
// A module speaks by
//   document.dispatchEvent(new CustomEvent("live:say", { detail: { say: "typing", about: { conversation } } }))
//   document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics: ["conversations"] } }))
// Reconnects, at longer and longer intervals; then everything is asked anew.
const LONGEST = 60_000;
const LOADING = 5_000;
const LATENCY = 500;
const OWN = new Set(["open", "closed", "subscribed", "refused", "resync", "say", "listen"]);

class Live {
  constructor(url) {
    this.url = url;
    this.wait = 1000;
    this.asked = new Set();
    this.wanted = new Set();
    this.each = new Map(); // topic → the names that stand for it
    this.connect();
    addEventListener("online", () => this.reconnect(0));
    document.addEventListener("visibilitychange", () => document.hidden || this.reconnect(0));
    document.addEventListener("htmx:after:swap", () => this.ask());
    document.addEventListener("live:say", (event) => this.say(event.detail));
    document.addEventListener("live:listen", (event) => this.listen(event.detail.topics));
  }

  connect() {
    this.socket = new WebSocket(this.url);
    this.socket.addEventListener("open", () => this.opened());
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.closed());
  }

  opened() {
    this.wait = 1000;
    this.tell("open", { again: Boolean(this.lost) });
    this.ask();
  }

  closed() {
    if (this.asked.size) this.lost = new Set(this.asked);
    this.asked.clear();
    this.tell("closed", {});
    this.reconnect(this.wait);
  }

  get isOpen() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  listen(topics) {
    topics.forEach((name) => this.wanted.add(name));
    this.ask();
  }

  say({ say, about = {} }) {
    if (this.isOpen) this.socket.send(JSON.stringify({ say, about }));
    else this.tell("refused", { refused_say: say, code: "closed", about });
  }

  ask() {
    const waiting = [...document.querySelectorAll('[hx-trigger*="live:"]')];
    const named = waiting.flatMap((element) => [...element.getAttribute("hx-trigger").matchAll(/live:([\w:-]+)/g)]);
    const names = [...named.map((found) => found[1]).filter((name) => !OWN.has(name)), ...this.wanted];
    const fresh = new Set(names.filter((name) => !this.asked.has(name)));
    if (!fresh.size || !this.isOpen) return;
    fresh.forEach((name) => this.asked.add(name));
    this.socket.send(JSON.stringify({ subscribe: [...fresh], seen: this.drawnAgo() }));
  }

  // In seconds, at most: the page was drawn after it was asked for; a fragment that wants one more topic, just now.
  drawnAgo() {
    const age = performance.now() - (performance.getEntriesByType("navigation")[0]?.requestStart ?? 0);
    const longest = this.hasAsked ? Math.min(age, LOADING) : age;
    this.hasAsked = true;
    return (longest + LATENCY) / 1000;
  }

  hear(frame) {
    if (frame.each) this.learn(frame.each);
    if (frame.kind === "resync") this.lookAgain(this.asked);
    if (frame.changed) frame.changed.forEach((name) => this.tell(name, {}));
    if (frame.subscribed) this.subscribed(frame);
    if (frame.refused || frame.refused_say) this.tell("refused", frame);
    if (!frame.topic) return;
    const names = [frame.topic, frame.topic.split(":").pop(), ...(this.each.get(frame.topic) ?? [])];
    new Set(names).forEach((name) => this.tell(name, frame));
  }

  learn(each) {
    Object.entries(each).forEach(([name, topics]) =>
      topics.forEach((topic) => this.each.set(topic, (this.each.get(topic) ?? new Set()).add(name))),
    );
  }

  // What happened while the socket was closed is looked at only now: from here on nothing is missed.
  subscribed(frame) {
    this.tell("subscribed", frame);
    if (this.lost) frame.subscribed.filter((name) => this.lost.has(name)).forEach((name) => this.tell(name, {}));
    frame.subscribed.forEach((name) => this.lost?.delete(name));
  }

  lookAgain(names) {
    this.tell("resync", {});
    names.forEach((name) => this.tell(name, {}));
  }

  tell(name, detail) {
    document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
  }

  reconnect(after) {
    if (this.socket.readyState < WebSocket.CLOSING) return;
    clearTimeout(this.timer);
    this.wait = Math.min(this.wait * 2, LONGEST);
    this.timer = setTimeout(() => this.connect(), after * (0.5 + Math.random()));
  }
}

const url = document.querySelector('meta[name="realtime-url"]')?.content;
if (url) new Live(url);
