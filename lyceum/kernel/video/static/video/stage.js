// The tiles of a call: one for each person, as large as fits; a shared screen takes the middle.
import { hue, initials, said } from "./faces.js";
import { columnsFor } from "./tiling.js";

export class Stage {
  constructor(root, template, words) {
    Object.assign(this, { root, template, words });
    this.tiles = new Map();
    this.speaker = "";
    new ResizeObserver(() => this.arrange()).observe(root);
  }

  draw(people, me) {
    [...this.tiles.keys()].filter((connection) => !people.has(connection)).forEach((gone) => this.drop(gone));
    for (const [connection, person] of people) this.update(this.tile(connection), person, connection === me);
    this.arrange();
  }

  tile(connection) {
    if (!this.tiles.has(connection)) {
      const tile = this.template.content.cloneNode(true).firstElementChild;
      tile.dataset.connection = connection;
      this.tiles.set(connection, tile);
      this.root.append(tile);
    }
    return this.tiles.get(connection);
  }

  update(tile, person, isMe) {
    tile.querySelector("[data-name]").textContent = isMe ? said(this.words.you, person) : person.name;
    const face = tile.querySelector(".call-face");
    face.textContent = initials(person.name);
    face.className = `call-face ${hue(person.name)}`;
    tile.toggleAttribute("data-me", isMe);
    tile.toggleAttribute("data-quiet", !person.microphone || person.muted);
    tile.toggleAttribute("data-screen", person.screen);
    tile.toggleAttribute("data-seen", person.camera || person.screen);
    tile.querySelector(".call-hand").hidden = !person.hand;
    const video = tile.querySelector("video");
    if (video) video.muted = isMe || person.muted; // whom a host has muted is heard by nobody
  }

  // Voice and picture of a tile come one after the other, into one element.
  show(connection, kind, track, isMe = false) {
    const video = this.video(this.tile(connection), isMe);
    video.srcObject.getTracks().filter((each) => each.kind === kind).forEach((each) => video.srcObject.removeTrack(each));
    if (track) video.srcObject.addTrack(track);
    video.play().catch(() => undefined); // nothing to play yet
  }

  video(tile, isMe) {
    const found = tile.querySelector("video");
    if (found) return found;
    const video = document.createElement("video");
    Object.assign(video, { autoplay: true, playsInline: true, muted: isMe, srcObject: new MediaStream() });
    video.setAttribute("aria-hidden", "true"); // it is heard all the same; the tile says whose it is
    if (this.speaker) video.setSinkId?.(this.speaker).catch(() => undefined);
    tile.prepend(video);
    return video;
  }

  speakThrough(id) {
    this.speaker = id;
    this.root.querySelectorAll("video").forEach((video) => video.setSinkId?.(id).catch(() => undefined));
  }

  mark(connection, quality) {
    const sign = this.tiles.get(connection)?.querySelector(".call-quality");
    if (!sign) return;
    sign.dataset.quality = quality;
    sign.setAttribute("aria-label", this.words[quality]);
  }

  speaks(connection, loud) {
    this.tiles.get(connection)?.toggleAttribute("data-speaking", loud);
  }

  drop(connection) {
    this.tiles.get(connection)?.remove();
    this.tiles.delete(connection);
  }

  arrange() {
    const { clientWidth, clientHeight } = this.root;
    this.root.toggleAttribute("data-spotlight", Boolean(this.root.querySelector("[data-screen]")));
    this.root.style.setProperty("--others", Math.max(1, this.tiles.size - 1));
    const { columns, tile } = columnsFor(Math.max(1, this.tiles.size), clientWidth, clientHeight);
    this.root.style.setProperty("--columns", columns);
    this.root.style.setProperty("--tile", `${Math.floor(tile)}px`);
  }

  clear() {
    [...this.tiles.keys()].forEach((connection) => this.drop(connection));
  }
}
