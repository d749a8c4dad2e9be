// <meta name="realtime-url" content="wss://…/live">
// Frames are {"topic": "notifications", "kind": "refresh"}: each becomes the event live:<topic> on the body, which
// fragments wait for with hx-trigger="live:notifications from:body". Reconnects, at longer and longer intervals.
const LONGEST = 60_000;

class Live {
  constructor(url) {
    this.url = url;
    this.wait = 1000;
    this.connect();
    addEventListener("online", () => this.reconnect(0));
    document.addEventListener("visibilitychange", () => document.hidden || this.reconnect(0));
  }

  connect() {
    this.socket = new WebSocket(this.url);
    this.socket.addEventListener("open", () => this.opened());
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.reconnect(this.wait));
  }

  opened() {
    if (this.wait > 1000) this.tell("again", {});
    this.wait = 1000;
  }

  hear(frame) {
    if (frame.topic) this.tell(frame.topic, frame);
  }

  tell(topic, detail) {
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail }));
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
