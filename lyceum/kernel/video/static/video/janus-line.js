// One WebSocket to a Janus server. `ask` resolves with what the plugin answers; events of a handle that nobody asked
// for come as "heard" { handle, data, jsep }; "lost" when the socket is gone.
const KEEP = 25_000;
const token = () => crypto.randomUUID();

export class JanusLine extends EventTarget {
  constructor(url, key, socketFor = (address) => new WebSocket(address, "janus-protocol")) {
    super();
    this.key = key;
    this.asked = new Map();
    this.socket = socketFor(url);
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.end());
    this.opened = new Promise((resolve) => this.socket.addEventListener("open", resolve));
  }

  async begin() {
    await this.opened;
    this.session = (await this.send({ janus: "create" })).data.id;
    this.keeping = setInterval(() => this.send({ janus: "keepalive" }).catch(() => undefined), KEEP);
  }

  async attach(plugin) {
    return (await this.send({ janus: "attach", plugin })).data.id;
  }

  // → { data, jsep }
  async ask(handle, body, jsep) {
    const told = await this.send({ janus: "message", handle_id: handle, body, ...(jsep && { jsep }) });
    const { data } = told.plugindata;
    if (data.error_code) throw new Error(`${data.error_code} ${data.error}`);
    return { data, jsep: told.jsep };
  }

  trickle(handle, candidate) {
    const found = candidate ? candidate.toJSON() : { completed: true };
    this.send({ janus: "trickle", handle_id: handle, candidate: found }).catch(() => undefined);
  }

  detach(handle) {
    this.send({ janus: "detach", handle_id: handle }).catch(() => undefined);
  }

  send(words) {
    const transaction = token();
    const known = { transaction, token: this.key, ...(this.session && { session_id: this.session }) };
    return new Promise((resolve, reject) => {
      if (this.isOver) return reject(new Error("lost"));
      this.asked.set(transaction, { resolve, reject, isQuick: words.janus !== "message" });
      this.socket.send(JSON.stringify({ ...words, ...known }));
    });
  }

  // A message is answered twice: "ack" at once, and by the plugin when it is done; everything else, once.
  hear(told) {
    const asked = this.asked.get(told.transaction);
    if (!asked) return told.plugindata && this.tell("heard", { handle: told.sender, data: told.plugindata.data, jsep: told.jsep });
    if (told.janus === "ack" && !asked.isQuick) return;
    this.asked.delete(told.transaction);
    if (told.janus === "error") asked.reject(new Error(`${told.error.code} ${told.error.reason}`));
    else asked.resolve(told);
  }

  end() {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.keeping);
    this.asked.forEach(({ reject }) => reject(new Error("lost")));
    this.asked.clear();
    this.tell("lost");
  }

  close() {
    if (!this.isOver) this.send({ janus: "destroy" }).catch(() => undefined);
    this.isOver = true;
    clearInterval(this.keeping);
    this.socket.close();
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
