// Our own socket, as a call uses it. Frames of the call's topics come as events of their kind ("person", "signal", …),
// besides "listening" (nothing is missed from here on), "lost" (the socket is closed) and "refused".
export class Signals extends EventTarget {
  constructor(room, person) {
    super();
    this.room = room;
    this.own = `call:${room}:${person}`;
    this.all = `call:${room}`;
    this.heard = new Set();
    this.waiting = new Map();
    const on = (name, act) => document.body.addEventListener(`live:${name}`, (event) => act(event.detail));
    on(this.own, (frame) => frame.kind && this.tell(frame.kind, frame));
    on(this.all, (frame) => frame.kind && this.tell(frame.kind, frame));
    on("subscribed", (frame) => this.subscribed(frame.subscribed));
    on("closed", () => this.lost());
    on("refused", (frame) => frame.refused_say?.startsWith("call.") && this.tell("refused", frame));
  }

  // Resolves once nothing said on these topics can be missed.
  listen(...topics) {
    document.dispatchEvent(new CustomEvent("live:listen", { detail: { topics } }));
    return Promise.all(topics.map((topic) => this.listening(topic)));
  }

  listening(topic) {
    if (this.heard.has(topic)) return Promise.resolve();
    return new Promise((resolve) => this.waiting.set(topic, [...(this.waiting.get(topic) ?? []), resolve]));
  }

  subscribed(topics) {
    for (const topic of topics) {
      this.heard.add(topic);
      this.waiting.get(topic)?.forEach((resolve) => resolve());
      this.waiting.delete(topic);
    }
    if (topics.includes(this.all)) this.tell("listening", {});
  }

  lost() {
    this.heard.clear();
    this.tell("lost", {});
  }

  say(what, about = {}) {
    const detail = { say: `call.${what}`, about: { room: this.room, ...about } };
    document.dispatchEvent(new CustomEvent("live:say", { detail }));
  }

  tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

// → the ticket, or { refused, code, message }.
export async function askToEnter(entry, csrf) {
  try {
    const headers = { "X-CSRFToken": csrf, Accept: "application/json" };
    const answer = await fetch(entry, { method: "POST", headers });
    const found = await answer.json();
    return answer.ok ? found : { refused: true, code: found.code, message: found.detail ?? found.title };
  } catch {
    return { refused: true, code: "unreachable", message: "" };
  }
}
