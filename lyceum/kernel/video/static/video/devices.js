// Camera, microphone, speaker and screen of this device. A person may have none of them, or keep them to themselves.
// Events: "change" (what is sent is another), "devices" (one was plugged in or pulled out).
const ASKS = { microphone: "audio", camera: "video" };
const KEPT = "lyceum.devices";

export class Devices extends EventTarget {
  constructor() {
    super();
    this.tracks = { audio: null, video: null };
    this.screen = null;
    this.chosen = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    navigator.mediaDevices?.addEventListener("devicechange", () => this.tell("devices"));
  }

  // Both in one question; if that fails, each alone. → the name of what went wrong, or "".
  async openAll() {
    const fault = await this.take({ audio: this.wish("audio"), video: this.wish("video") });
    if (!fault || fault === "NotAllowedError" || fault === "insecure") return fault;
    const faults = [await this.open("microphone"), await this.open("camera")];
    return faults.every(Boolean) ? faults[0] : "";
  }

  open(device) {
    const kind = ASKS[device];
    return this.take({ [kind]: this.wish(kind) });
  }

  // A camera is let go of, so that its lamp goes out; a microphone that is off may be on again at once.
  close(device) {
    if (device === "microphone" && this.tracks.audio) this.tracks.audio.enabled = false;
    if (device === "camera") this.put("video", null);
    this.tell("change");
  }

  async turn(device, on) {
    if (!on) return this.close(device) ?? "";
    if (device === "microphone" && this.tracks.audio) {
      this.tracks.audio.enabled = true;
      this.tell("change");
      return "";
    }
    return this.open(device);
  }

  isOn(device) {
    if (device === "screen") return Boolean(this.screen);
    const track = this.tracks[ASKS[device]];
    return Boolean(track?.enabled && track.readyState === "live");
  }

  async choose(kind, id) {
    this.chosen[kind] = id;
    localStorage.setItem(KEPT, JSON.stringify(this.chosen));
    if (kind === "videoinput" && this.isOn("camera")) return this.open("camera");
    if (kind === "audioinput" && this.tracks.audio) return this.open("microphone");
    this.tell("change");
    return "";
  }

  async list() {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return Object.groupBy ? Object.groupBy(all, (each) => each.kind) : grouped(all);
  }

  async share() {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 15 } });
    [this.screen] = stream.getVideoTracks();
    this.screen.isScreen = true;
    this.screen.contentHint = "detail";
    this.screen.addEventListener("ended", () => this.unshare());
    this.tell("change");
  }

  unshare() {
    this.screen?.stop();
    this.screen = null;
    this.tell("change");
  }

  // What is sent: the screen in the camera's place while it is shared.
  get sent() {
    return { audio: this.tracks.audio, video: this.screen ?? this.tracks.video };
  }

  stop() {
    this.put("audio", null);
    this.put("video", null);
    this.unshare();
  }

  wish(kind) {
    const id = this.chosen[kind === "audio" ? "audioinput" : "videoinput"];
    const chosen = id ? { deviceId: { ideal: id } } : {};
    if (kind === "audio") return { ...chosen, echoCancellation: true, noiseSuppression: true };
    return { ...chosen, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24 } };
  }

  async take(wishes) {
    if (!navigator.mediaDevices) return "insecure";
    try {
      const stream = await navigator.mediaDevices.getUserMedia(wishes);
      stream.getTracks().forEach((track) => this.put(track.kind, track));
      this.tell("change");
      return "";
    } catch (fault) {
      return fault.name;
    }
  }

  put(kind, track) {
    this.tracks[kind]?.stop();
    this.tracks[kind] = track;
    track?.addEventListener("ended", () => {
      if (this.tracks[kind] !== track) return;
      this.put(kind, null); // pulled out, or taken back in the browser
      this.tell("change");
    });
  }

  tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

function grouped(all) {
  const found = {};
  all.forEach((each) => (found[each.kind] ??= []).push(each));
  return found;
}
