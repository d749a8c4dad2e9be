// Fills the blank message that the server has drawn (_message.html, _blanks.html): text as text, never as HTML.
//   const drawing = new Drawing(thread, { me, moments, words }); drawing.message(message) → <li>; drawing.fill(li, message)
import { authorOf } from "./order.js";

const ADDRESS = /(https?:\/\/[^\s<>"'«»]+[^\s<>"'«».,;:!?)\]}])/; // as templatetags/talk.py
const part = (element, name) => element.querySelector(`[data-part="${name}"]`);
export const blank = (name) => document.getElementById(`blank-${name}`).content.firstElementChild.cloneNode(true);

export function icon(element, name) {
  const use = element.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
}

export class Drawing {
  constructor(thread, { me, moments, words }) {
    Object.assign(this, { thread, me, moments, words, pages: thread.dataset.pages });
  }

  message(message) {
    return this.fill(blank("message"), message);
  }

  fill(line, message) {
    const isOwn = authorOf(message) === this.me;
    line.id = `message-${message.id}`;
    line.dataset.message = message.id;
    line.classList.toggle("is-own", isOwn);
    line.toggleAttribute("data-deleted", message.deleted);
    line.toggleAttribute("data-held", Boolean(message.held));
    const name = message.author?.name ?? this.words.former;
    part(line, "bubble").setAttribute("aria-label", `${name}, ${this.moments.time(message.created_at)}`);
    this.text(line, "name", name);
    this.body(line, message);
    this.foot(line, message, isOwn);
    return line;
  }

  body(line, message) {
    const text = part(line, "text");
    text.replaceChildren(...linked(message.body));
    text.hidden = !message.body;
    part(line, "gone").hidden = !message.deleted;
    part(line, "held").hidden = message.held !== "waiting";
    part(line, "refused").hidden = message.held !== "refused";
    this.quote(line, message.reply_to);
    this.several(line, "files", message.attachments, (file) => attachment(file, this.pages));
    this.several(line, "cards", message.cards ?? [], card);
    this.several(line, "reactions", message.deleted ? [] : message.reactions, (one) => this.reaction(one, message));
  }

  foot(line, message, isOwn) {
    part(line, "edited").hidden = !message.edited_at || message.deleted;
    this.text(line, "time", this.moments.time(message.created_at)).dateTime = message.created_at;
    part(line, "state").hidden = !isOwn;
    const more = part(line, "more");
    more.href = `${this.pages}messages/${message.id}/`;
    more.hidden = message.deleted || Boolean(message.state);
  }

  quote(line, quoted) {
    const place = part(line, "quote");
    place.hidden = !quoted;
    if (!quoted) return;
    place.href = `#message-${quoted.id}`;
    this.text(line, "quote-name", quoted.author || this.words.former);
    this.text(line, "quote-text", quoted.body);
  }

  several(line, name, all, draw) {
    const place = part(line, name);
    place.replaceChildren(...all.map(draw));
    place.hidden = !all.length;
  }

  reaction({ mark, people }, message) {
    const button = blank("reaction");
    const named = this.thread.querySelector(`.acts-marks [data-mark="${mark}"]`);
    icon(button, named.dataset.icon);
    button.querySelector(".sr-only").textContent = named.title;
    button.value = mark;
    button.setAttribute("formaction", `${this.pages}messages/${message.id}/reaction/`);
    button.setAttribute("aria-pressed", people.includes(this.me));
    this.text(button, "count", people.length);
    return button;
  }

  // Under whose name it stands; ``leads``: the first of several.
  lead(line, message, leads) {
    const isOwn = authorOf(message) === this.me;
    line.classList.toggle("leads", leads);
    part(line, "name").hidden = !leads || isOwn;
    const face = document.getElementById(`face-${authorOf(message)}`);
    part(line, "face").replaceChildren(...(leads && !isOwn && face ? [face.content.cloneNode(true)] : []));
  }

  // waiting · sending · refused · sent · seen
  state(line, state) {
    const icons = { waiting: "clock", sending: "clock", refused: "circle-alert", sent: "check", seen: "check-check" };
    const place = part(line, "state");
    place.classList.toggle("is-seen", state === "seen");
    icon(place, icons[state]);
    this.text(line, "state-name", this.words[state]);
  }

  text(element, name, text) {
    const place = part(element, name);
    place.textContent = text;
    return place;
  }
}

function linked(text) {
  return text.split(ADDRESS).map((piece, at) => {
    if (at % 2 === 0) return document.createTextNode(piece);
    return Object.assign(document.createElement("a"), {
      href: piece, textContent: piece, target: "_blank", rel: "noopener noreferrer nofollow",
    });
  });
}

function attachment(file, pages) {
  if (file.medium) {
    const link = Object.assign(blank("picture"), { href: file.large });
    Object.assign(link.firstElementChild, { src: file.medium, alt: file.name, width: file.width, height: file.height });
    return link;
  }
  const tile = Object.assign(blank("file"), { href: file.original });
  tile.querySelector("strong").textContent = file.name;
  tile.querySelector(".caption").textContent = size(file.size);
  if (file.content_type === "application/pdf") tile.querySelector(".file-face").replaceChildren(firstPage(file, pages));
  return tile;
}

function firstPage({ id }, pages) {
  const image = Object.assign(new Image(48, 64), { alt: "", loading: "lazy" });
  image.src = `${pages}../files/${id}/picture/`;
  return image;
}

function card({ url, title, kind, detail, icon: name }) {
  const thing = Object.assign(blank("card"), { href: url });
  icon(thing, name);
  const [ofKind, ofTitle, ofDetail] = thing.querySelectorAll("[data-part]");
  Object.assign(ofKind, { textContent: kind });
  Object.assign(ofTitle, { textContent: title });
  Object.assign(ofDetail, { textContent: detail, hidden: !detail });
  return thing;
}

export function size(bytes) {
  const [unit, number] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const form = { style: "unit", unit, maximumFractionDigits: number < 10 ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, form).format(number);
}
