// <video-call data-room data-person data-entry data-csrf data-beat> with its parts: lobby, waiting room, call, end.
// The page of a call: what is pressed goes to the session or the devices, what they say is drawn.
import { ask } from "../ui/confirm.js";
import { Session } from "./call-session.js";
import { carrierFor } from "./carriers.js";
import { Devices } from "./devices.js";
import { said } from "./faces.js";
import { Lobby } from "./lobby.js";
import { PeoplePanel } from "./people-panel.js";
import { listenToKeys } from "./shortcuts.js";
import { SidePanels } from "./side-panels.js";
import { Stage } from "./stage.js";
import { Talk } from "./talk.js";

const LISTEN_EVERY = 400;
const MEASURE_EVERY = 3000;
const LOUD = 0.02;

class VideoCall extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(`[data-part="${name}"]`);
    part.template = (name) => this.querySelector(`template[data-of="${name}"]`);
    this.piece = part;
    this.words = JSON.parse(document.getElementById("call-words").textContent);
    this.devices = new Devices();
    this.lobby = new Lobby(part, this.devices, this.words);
    this.stage = new Stage(part("stage"), part.template("tile"), this.words);
    this.panel = new PeoplePanel(part, this.words);
    this.talk = new Talk(part, (author) => this.tell(said(this.words.wrote, author)));
    this.panels = new SidePanels(this, { talk: () => this.talk.opened() });
    this.session = new Session(this.dataset, carrierFor);
    this.hear();
    this.hidden = false;
    this.querySelector("[data-act=screen]").hidden = !navigator.mediaDevices?.getDisplayMedia;
    this.switchTo("lobby");
    this.lobby.open();
  }

  hear() {
    this.addEventListener("click", (event) => this.pressed(event.target.closest("[data-act]")));
    this.addEventListener("change", (event) => event.target.dataset.door && this.minded());
    this.devices.addEventListener("change", () => this.send());
    listenToKeys((act) => this.dataset.state === "call" && this.act(act));
    addEventListener("pagehide", () => this.session.wanted && this.session.leave());
    const on = (name, act) => this.session.addEventListener(name, ({ detail }) => act(detail));
    on("waiting", () => this.switchTo("waiting"));
    on("inside", () => this.entered());
    on("people", ({ news }) => this.drawPeople(news));
    on("outside", ({ name }) => this.drawOutside(name));
    on("door", (door) => this.querySelectorAll("[data-door]").forEach((box) => (box.checked = door[box.dataset.door])));
    on("lost", ({ isLost }) => (this.piece("lost").hidden = !isLost));
    on("track", ({ connection, track }) => this.stage.show(connection, track.kind, track));
    on("state", ({ connection, state }) => this.stage.mark(connection, state === "connected" ? "good" : "poor"));
    on("elsewhere", ({ url }) => this.lead(url));
    on("trouble", ({ message }) => this.tell(message));
    on("ended", (end) => this.ended(end));
  }

  // A window that opens by itself may be kept shut by the browser: the link stays.
  lead(url) {
    this.piece("elsewhere").hidden = false;
    this.piece("elsewhere_link").href = url;
    window.open(url, "_blank", "noopener");
  }

  pressed(button) {
    if (!button || button.disabled || button.closest("message-thread")) return undefined;
    const person = button.closest("[data-person]:not(video-call)");
    return person ? this.host(button.dataset.act, person) : this.act(button.dataset.act);
  }

  act(act) {
    const { session } = this;
    const acts = {
      join: () => session.enter(),
      again: () => this.lobby.open().then(() => session.enter()),
      leave: () => session.leave(),
      microphone: () => this.turn("microphone"),
      camera: () => this.turn("camera"),
      screen: () => this.share(),
      hand: () => session.signals.say("hand", { up: onOff(!this.mine?.hand) }),
      people: () => this.panels.toggle("people"),
      talk: () => this.panels.toggle("talk"),
      help: () => document.getElementById("call_shortcuts").showModal(),
      hands: () => session.signals.say("hands"),
      close: async () => (await ask(this.words.sure_close)) && session.signals.say("close"),
    };
    return acts[act]?.();
  }

  async host(act, row) {
    const { person } = row.dataset;
    const name = row.querySelector("[data-name]").textContent;
    const known = [...this.session.people.values()].find((each) => each.person === person);
    if (act === "remove" && !(await ask(said(this.words.sure_remove, { name })))) return;
    this.session.signals.say(act, { person, ...(act === "mute" && { muted: onOff(!known?.muted) }) });
  }

  minded() {
    const [waiting, locked] = ["waiting_room", "locked"].map((name) => this.querySelector(`[data-door=${name}]`).checked);
    this.session.signals.say("door", { waiting: onOff(waiting), locked: onOff(locked) });
  }

  async turn(device) {
    this.lobby.fault(await this.devices.turn(device, !this.devices.isOn(device)));
  }

  async share() {
    if (this.devices.isOn("screen")) return this.devices.unshare();
    return this.devices.share().catch(() => undefined); // they thought better of it
  }

  // What the devices give now: shown to oneself, sent to the others, and said, so that they see one's buttons.
  send() {
    const { session, devices } = this;
    const { audio, video } = devices.sent;
    ["microphone", "camera", "screen"].forEach((name) => this.press(name, devices.isOn(name)));
    this.lobby.draw();
    if (!session.isInside) return;
    session.carrier.show("audio", audio);
    session.carrier.show("video", video);
    this.stage.show(session.me, "video", video, true);
    const state = ["microphone", "camera", "screen"].map((name) => [name, onOff(devices.isOn(name))]);
    session.signals.say("state", { connection: session.me, ...Object.fromEntries(state) });
  }

  entered() {
    this.switchTo("call");
    this.lobby.rest();
    this.talk.load();
    this.stage.clear();
    this.stage.speakThrough(this.devices.chosen.audiooutput ?? "");
    this.send();
    [this.hearing, this.measuring].forEach((timer) => clearInterval(timer));
    this.hearing = setInterval(() => this.listen(), LISTEN_EVERY);
    this.measuring = setInterval(() => this.measure(), MEASURE_EVERY);
  }

  get mine() {
    return this.session.people.get(this.session.me);
  }

  drawPeople(news) {
    this.stage.draw(this.session.people, this.session.me);
    this.panel.draw(this.session.people, this.session.me);
    this.press("hand", Boolean(this.mine?.hand));
    this.piece("muted").hidden = !this.mine?.muted;
    if (news.length) this.tell(news.map(({ what, person }) => said(this.words[what], person)).join(" "));
  }

  drawOutside(name) {
    this.panel.drawWaiting(this.session.waiting);
    if (!name) return;
    this.tell(said(this.words.waits, { name }));
    if (!this.panels.isOpen("people")) this.panels.toggle("people");
  }

  listen() {
    const others = [...this.session.people.keys()].filter((each) => each !== this.session.me);
    others.forEach((each) => this.stage.speaks(each, this.session.carrier.loudness(each) > LOUD));
  }

  async measure() {
    for (const each of this.session.people.keys()) {
      if (each !== this.session.me) this.stage.mark(each, (await this.session.carrier?.quality(each)) ?? "poor");
    }
  }

  ended({ why, message }) {
    [this.hearing, this.measuring].forEach((timer) => clearInterval(timer));
    this.devices.stop();
    this.stage.clear();
    this.piece("why").textContent = message || this.words[why] || this.words.left_now;
    this.querySelector("[data-act=again]").hidden = ["removed", "closed", "over"].includes(why);
    this.switchTo("ended");
  }

  press(act, on) {
    this.querySelectorAll(`[data-act=${act}]`).forEach((button) => button.setAttribute("aria-pressed", on));
  }

  switchTo(state) {
    this.dataset.state = state;
    this.querySelectorAll("[data-at]").forEach((each) => (each.hidden = !each.dataset.at.split(" ").includes(state)));
  }

  tell(text) {
    this.piece("told").textContent = text;
  }
}

const onOff = (on) => (on ? "on" : "off");

customElements.define("video-call", VideoCall);
