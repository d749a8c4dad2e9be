// <meta name="realtime-url" content="wss://…/live?organisation=ampere">
// Fragments wait for hx-trigger="live:notices from:body": this asks the server for the topic "notices", and each of
// its frames becomes that event on the body. Reconnects, at longer and longer intervals; then everything is asked anew.
const LONGEST = 60_000;

class Live {
  constructor(url) {
    this.url = url;
    this.wait = 1000;
    this.asked = new Set();
    this.connect();
    addEventListener("online", () => this.reconnect(0));
    document.addEventListener("visibilitychange", () => document.hidden || this.reconnect(0));
    document.addEventListener("htmx:after:swap", () => this.ask());
  }

  connect() {
    this.socket = new WebSocket(this.url);
    this.socket.addEventListener("open", () => this.opened());
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.reconnect(this.wait));
  }

  opened() {
    const again = this.wait > 1000;
    this.wait = 1000;
    this.asked.clear();
    this.ask();
    if (again) this.tellAll();
  }

  ask() {
    const waiting = [...document.querySelectorAll('[hx-trigger*="live:"]')];
    const names = waiting.flatMap((element) => [...element.getAttribute("hx-trigger").matchAll(/live:([\w:-]+)/g)]);
    const fresh = new Set(names.map((found) => found[1]).filter((name) => !this.asked.has(name)));
    if (!fresh.size || this.socket.readyState !== WebSocket.OPEN) return;
    fresh.forEach((name) => this.asked.add(name));
    this.socket.send(JSON.stringify({ subscribe: [...fresh] }));
  }

  hear(frame) {
    if (frame.kind === "resync") this.tellAll();
    if (!frame.topic) return;
    this.tell(frame.topic, frame);
    this.tell(frame.topic.split(":").pop(), frame);
  }

  tell(topic, detail) {
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail }));
  }

  tellAll() {
    this.asked.forEach((name) => this.tell(name, {}));
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
