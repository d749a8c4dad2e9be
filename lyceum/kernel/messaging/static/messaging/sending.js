// What one writes here, from the outbox until it has arrived: drawn at once, as if it were there.
//   const sending = new Sending(thread, outbox); sending.send({ body, quoted, files }); sending.waiting() → messages
import { newIdentifier } from "../ui/identifier.js";

export class Sending {
  constructor(thread, outbox) {
    Object.assign(this, { thread, outbox });
    document.addEventListener("outbox:changed", () => thread.draw());
    document.addEventListener("outbox:delivered", ({ detail }) => this.delivered(detail));
  }

  send({ body, quoted, files }) {
    const { conversation } = this.thread.dataset;
    const entry = { id: newIdentifier(), conversation, body, files, created_at: new Date().toISOString() };
    entry.attachment_ids = files.map((file) => file.id);
    entry.reply_to = quoted?.id ?? null;
    entry.quoted = quoted && { id: quoted.id, author: quoted.author?.name ?? "", body: quoted.body };
    this.thread.place.keep(() => this.outbox.add(entry), { own: true });
  }

  delivered(message) {
    if (message.conversation_id === this.thread.dataset.conversation) this.thread.resume.heard(message);
  }

  again(id) {
    this.outbox.again(id);
  }

  async takeBack(id) {
    const entry = await this.outbox.takeBack(id);
    if (entry) this.thread.composer?.restore(entry);
  }

  waiting() {
    const entries = this.outbox.of(this.thread.dataset.conversation);
    return entries.filter((entry) => !this.thread.known.has(entry.id)).map((entry) => this.shown(entry));
  }

  shown({ id, body, created_at, quoted, files, state, reason }) {
    const author = { id: this.thread.me, name: this.thread.words.you };
    const attachments = files.map((file) => ({ ...file, ...file.links }));
    const plain = { kind: "text", author, deleted: false, held: "", reactions: [], links: [], edited_at: null };
    return { ...plain, id, body, created_at, reply_to: quoted, attachments, state, reason, position: Infinity };
  }
}
