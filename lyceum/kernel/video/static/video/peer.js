// One other browser of the call. Perfect negotiation: both may offer at any time, the polite one gives way.
// Each way goes one voice and one picture from the beginning; what they carry is exchanged without a new offer.
const GATHER = 120; // candidates found within so many milliseconds travel together
const PATIENCE = 4000;

export class Peer {
  constructor({ polite, starts, servers, relayOnly, tracks, say, onTrack, onChange }) {
    Object.assign(this, { polite, tracks, say, onTrack, onChange });
    const iceTransportPolicy = relayOnly ? "relay" : "all";
    this.pc = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy, bundlePolicy: "max-bundle" });
    this.pc.onnegotiationneeded = () => this.offer();
    this.pc.onicecandidate = ({ candidate }) => candidate && this.found(candidate);
    this.pc.ontrack = ({ track }) => this.onTrack(track);
    this.pc.onconnectionstatechange = () => this.onChange(this.pc.connectionState);
    this.pc.oniceconnectionstatechange = () => this.watch();
    this.turn = Promise.resolve();
    this.candidates = [];
    if (starts) ["audio", "video"].forEach((kind) => this.pc.addTransceiver(kind, { direction: "sendrecv" }));
    if (starts) this.send();
  }

  async offer() {
    try {
      this.offering = true;
      await this.pc.setLocalDescription();
      this.say({ description: this.pc.localDescription });
    } finally {
      this.offering = false;
    }
  }

  // What the other one says is taken in order: a candidate makes no sense before its description.
  hear(signal) {
    this.turn = this.turn.then(() => this.take(signal)).catch(() => this.pc.signalingState !== "closed" && this.pc.restartIce());
    return this.turn;
  }

  async take({ description, candidates = [] }) {
    if (description) await this.described(description);
    if (this.ignoring) return;
    for (const candidate of candidates) await this.pc.addIceCandidate(candidate);
  }

  async described(description) {
    const collides = description.type === "offer" && (this.offering || this.pc.signalingState !== "stable");
    this.ignoring = !this.polite && collides;
    if (this.ignoring) return;
    await this.pc.setRemoteDescription(description);
    if (description.type !== "offer") return;
    this.pc.getTransceivers().forEach((each) => (each.direction = "sendrecv"));
    await this.send();
    await this.pc.setLocalDescription();
    this.say({ description: this.pc.localDescription });
  }

  found(candidate) {
    if (!this.candidates.length) setTimeout(() => this.tellCandidates(), GATHER);
    this.candidates.push(candidate.toJSON());
  }

  tellCandidates() {
    const candidates = this.candidates.splice(0, 50).map((each) => ({
      candidate: each.candidate,
      sdpMid: each.sdpMid,
      sdpMLineIndex: each.sdpMLineIndex,
      usernameFragment: each.usernameFragment ?? null,
    }));
    if (candidates.length) this.say({ candidates });
  }

  // The network may come back by itself; if not, another way through is looked for.
  watch() {
    clearTimeout(this.timer);
    const state = this.pc.iceConnectionState;
    if (state === "failed") this.pc.restartIce();
    if (state === "disconnected") this.timer = setTimeout(() => this.pc.restartIce(), PATIENCE);
  }

  send() {
    return Promise.all(this.pc.getTransceivers().map((each) => each.sender.replaceTrack(this.tracks[kindOf(each)] ?? null)));
  }

  async limit({ maxBitrate, frameRate }) {
    for (const each of this.pc.getTransceivers().filter((one) => kindOf(one) === "video")) {
      const parameters = each.sender.getParameters();
      if (!parameters.encodings?.length) continue;
      Object.assign(parameters.encodings[0], { maxBitrate, maxFramerate: frameRate });
      await each.sender.setParameters(parameters).catch(() => undefined); // not negotiated yet: asked again later
    }
  }

  get isSound() {
    return this.pc.signalingState === "stable" && this.pc.connectionState !== "failed";
  }

  loudness() {
    const voice = this.pc.getReceivers().find((each) => each.track.kind === "audio");
    return voice?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  line() {
    return measured(this.pc);
  }

  close() {
    clearTimeout(this.timer);
    this.pc.close();
  }
}

const kindOf = (transceiver) => transceiver.receiver.track.kind;

// What a connection counts: the worst share of packets lost, and the time there and back.
export async function measured(pc) {
  const found = { lost: 0, roundTrip: 0, state: pc.connectionState };
  (await pc.getStats()).forEach((each) => {
    if (each.type === "remote-inbound-rtp") found.lost = Math.max(found.lost, each.fractionLost ?? 0);
    if (each.type === "candidate-pair" && each.nominated) found.roundTrip = each.currentRoundTripTime ?? 0;
  });
  return found;
}
