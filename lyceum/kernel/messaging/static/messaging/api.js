// What a conversation asks of the server. A refusal is thrown with its words; anything else may go better later.
const FORGERY = "forgery"; // a page kept while its reader signed in anew: the next one has a fresh token

export class Refused extends Error {}

export class Api {
  constructor({ api, csrf, conversation }) {
    Object.assign(this, { api, csrf, base: `/conversations/${conversation}` });
  }

  since = (cursor) => this.call("GET", `${this.base}/messages?since=${cursor}`);
  before = (position) => this.call("GET", `${this.base}/messages?before=${position}`);
  read = (position) => this.call("PUT", `${this.base}/reading`, { position });
  draft = (text) => this.call("PUT", `${this.base}/draft`, { text });
  cards = (message) => this.call("GET", `/messages/${message}/cards`);
  edit = (message, body) => this.call("PUT", `/messages/${message}`, { body });
  remove = (message) => this.call("DELETE", `/messages/${message}`);
  react = (message, mark, on) => this.call(on ? "PUT" : "DELETE", `/messages/${message}/reactions/${mark}`);

  // For the outbox, which sends for all conversations.
  async post({ conversation, id, body, reply_to = null, attachment_ids = [] }) {
    try {
      const sent = { id, body, reply_to, attachment_ids };
      return { message: await this.call("POST", `/conversations/${conversation}/messages`, sent) };
    } catch (fault) {
      if (fault instanceof Refused) return { refused: fault.message };
      throw fault;
    }
  }

  async call(method, path, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.csrf };
    const answer = await fetch(this.api + path, { method, headers, body: body && JSON.stringify(body) });
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    const { detail = "", code = "" } = await answer.json().catch(() => ({}));
    const mayYetCome = [401, 408, 429].includes(answer.status) || answer.status >= 500 || code === FORGERY || !code;
    throw mayYetCome ? new Error("later") : new Refused(detail);
  }
}
