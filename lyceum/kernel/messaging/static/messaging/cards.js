// What a message's links to this organisation lead to, as this reader may see it: asked once, when it is drawn.
//   new Cards(api, (message) => draw()).of(message) → [{ title, url, icon, kind, detail }, …]
export class Cards {
  constructor(api, found) {
    Object.assign(this, { api, found, known: new Map() });
  }

  of(message) {
    if (!message.links.length || message.deleted) return [];
    const key = message.links.join(" ");
    if (!this.known.has(key)) this.ask(key, message);
    return this.known.get(key);
  }

  async ask(key, message) {
    this.known.set(key, []);
    try {
      const cards = await this.api.cards(message.id);
      this.known.set(key, cards);
      if (cards.length) this.found();
    } catch {
      this.known.delete(key); // asked again when the message is drawn again
    }
  }
}
