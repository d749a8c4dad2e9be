// Everybody sends to everybody. Whoever comes starts with each who is there already; the others answer.
// Events: "track" { connection, track }, "state" { connection, state }.
import { Peer } from "./peer.js";
import { qualityOf, shapeFor } from "./shape.js";

export class Mesh extends EventTarget {
  constructor(ticket, signals) {
    super();
    this.me = ticket.connection_id;
    this.ticket = ticket;
    this.signals = signals;
    this.peers = new Map();
    this.tracks = { audio: null, video: null };
  }

  meet(connections) {
    connections.filter((each) => each !== this.me && !this.peers.has(each)).forEach((each) => this.add(each, true));
  }

  add(connection, starts) {
    const tell = (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail: { connection, ...detail } }));
    const peer = new Peer({
      polite: this.me < connection,
      starts,
      servers: this.ticket.ice_servers,
      relayOnly: this.ticket.relay_only,
      tracks: this.tracks,
      say: (signal) => this.say(connection, signal),
      onTrack: (track) => tell("track", { track }),
      onChange: (state) => {
        tell("state", { state });
        this.reshape();
      },
    });
    this.peers.set(connection, peer);
    return peer;
  }

  say(to, signal) {
    this.signals.say("signal", { connection: this.me, to, signal: JSON.stringify(signal) });
  }

  hear({ from, to, ...signal }, isHere) {
    if (to !== this.me || !isHere) return;
    (this.peers.get(from) ?? this.add(from, false)).hear(signal);
  }

  part(connection) {
    this.peers.get(connection)?.close();
    this.peers.delete(connection);
    this.reshape();
  }

  show(kind, track) {
    this.tracks[kind] = track;
    this.peers.forEach((peer) => peer.send());
    this.reshape();
  }

  // A shared screen keeps its size: letters must stay legible.
  reshape() {
    const shape = shapeFor(this.peers.size + 1);
    const { width, height, frameRate } = shape;
    if (this.tracks.video && !this.tracks.video.isScreen)
      this.tracks.video.applyConstraints({ width, height, frameRate }).catch(() => undefined);
    this.peers.forEach((peer) => peer.limit(this.tracks.video?.isScreen ? { maxBitrate: 2_000_000, frameRate: 15 } : shape));
  }

  // Whether nothing that was said can have been missed with these people in the call.
  isSoundWith(connections) {
    const others = connections.filter((each) => each !== this.me);
    return others.every((each) => this.peers.get(each)?.isSound);
  }

  loudness(connection) {
    return this.peers.get(connection)?.loudness() ?? 0;
  }

  async quality(connection) {
    const peer = this.peers.get(connection);
    return peer ? qualityOf(await peer.line()) : "good";
  }

  close() {
    this.peers.forEach((peer) => peer.close());
    this.peers.clear();
  }
}
