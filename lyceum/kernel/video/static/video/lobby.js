// Before one comes in: see oneself, choose devices, and read in plain words why there is no picture or voice.
import { Loudness } from "./loudness.js";

export class Lobby {
  constructor(part, devices, words) {
    Object.assign(this, { part, devices, words });
    this.loudness = new Loudness(part("meter"));
    this.selects = [...part("devices").querySelectorAll("[data-device]")];
    part("devices").addEventListener("change", ({ target }) => this.chose(target));
    devices.addEventListener("devices", () => this.offer());
  }

  async open() {
    this.isOpen = true;
    this.fault(await this.devices.openAll());
    await this.offer();
  }

  // In the call the stage shows one's picture.
  rest() {
    this.isOpen = false;
    this.draw();
  }

  async chose({ dataset, value }) {
    this.fault(await this.devices.choose(dataset.device, value));
  }

  async offer() {
    const found = await this.devices.list();
    this.selects.forEach((select) => this.fill(select, found[select.dataset.device] ?? []));
    this.part("speakers").hidden = !("setSinkId" in HTMLMediaElement.prototype);
  }

  // Names are told only to whom the devices are given.
  fill(select, devices) {
    const named = devices.map(({ deviceId, label }, place) => [
      deviceId,
      label || this.words.unnamed.replace("{number}", place + 1),
    ]);
    const options = named.length ? named : [["", this.words.off]];
    select.replaceChildren(...options.map(([id, label]) => new Option(label, id)));
    select.disabled = !named.length;
    const chosen = this.devices.chosen[select.dataset.device];
    if (named.some(([id]) => id === chosen)) select.value = chosen;
  }

  fault(name) {
    const note = this.part("fault");
    note.hidden = !name;
    note.querySelector("p").textContent = name ? (this.words[name] ?? this.words.NotReadableError) : "";
  }

  draw() {
    const { audio, video } = this.isOpen ? this.devices.tracks : {};
    this.loudness.follow(audio);
    this.part("noface").hidden = Boolean(video);
    this.part("preview").querySelector("video")?.remove();
    if (!video) return;
    const mirror = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true, muted: true });
    mirror.setAttribute("aria-hidden", "true");
    mirror.srcObject = new MediaStream([video]);
    this.part("preview").prepend(mirror);
  }
}
