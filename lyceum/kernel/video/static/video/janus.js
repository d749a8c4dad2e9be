// Everybody sends once, to a Janus server, which sends on to the others. Acts and events are those of the mesh.
import { JanusLine } from "./janus-line.js";
import { measured } from "./peer.js";
import { qualityOf, shapeFor } from "./shape.js";

const PLUGIN = "janus.plugin.videoroom";
const TRY_AGAIN = 2000;

export class Janus extends EventTarget {
  constructor(ticket) {
    super();
    this.me = ticket.connection_id;
    this.ticket = ticket;
    this.tracks = { audio: null, video: null };
    this.peers = new Map();
    this.open();
  }

  async open() {
    const { url, params } = this.ticket;
    this.line = new JanusLine(url, params.token);
    this.line.addEventListener("lost", () => this.lost());
    this.line.addEventListener("heard", ({ detail }) => this.heard(detail));
    try {
      await this.line.begin();
      await this.publish();
    } catch {
      this.lost();
    }
  }

  async publish() {
    this.own = await this.line.attach(PLUGIN);
    const { room, pin } = this.ticket.params;
    const { data } = await this.line.ask(this.own, { request: "join", ptype: "publisher", room, pin, id: this.me });
    this.sending = this.connection(this.own);
    ["audio", "video"].forEach((kind) => this.sending.addTransceiver(kind, { direction: "sendonly" }));
    await this.send();
    await this.sending.setLocalDescription();
    const { jsep } = await this.line.ask(this.own, { request: "publish" }, this.sending.localDescription.toJSON());
    await this.sending.setRemoteDescription(jsep);
    this.follow(data.publishers ?? []);
  }

  heard({ handle, data, jsep }) {
    if (data.publishers) this.follow(data.publishers);
    const gone = data.unpublished ?? data.leaving;
    if (gone && gone !== "ok") this.part(gone);
    const feed = [...this.peers.values()].find((each) => each.handle === handle);
    if (feed && jsep) this.answer(feed, jsep);
  }

  follow(publishers) {
    publishers.filter(({ id }) => id !== this.me && !this.peers.has(id)).forEach(({ id }) => this.subscribe(id));
  }

  async subscribe(id) {
    const feed = {};
    this.peers.set(id, feed);
    try {
      feed.handle = await this.line.attach(PLUGIN);
      feed.pc = this.connection(feed.handle);
      feed.pc.ontrack = ({ track }) => this.tell("track", { connection: id, track });
      feed.pc.onconnectionstatechange = () => this.tell("state", { connection: id, state: feed.pc.connectionState });
      const { room, pin } = this.ticket.params;
      const { jsep } = await this.line.ask(feed.handle, { request: "join", ptype: "subscriber", room, pin, streams: [{ feed: id }] });
      await this.answer(feed, jsep);
    } catch {
      this.part(id); // they left meanwhile; else they are announced again
    }
  }

  async answer(feed, jsep) {
    await feed.pc.setRemoteDescription(jsep);
    await feed.pc.setLocalDescription();
    await this.line.ask(feed.handle, { request: "start" }, feed.pc.localDescription.toJSON());
  }

  connection(handle) {
    const iceTransportPolicy = this.ticket.relay_only ? "relay" : "all";
    const pc = new RTCPeerConnection({ iceServers: this.ticket.ice_servers, iceTransportPolicy, bundlePolicy: "max-bundle" });
    pc.onicecandidate = ({ candidate }) => this.line.trickle(handle, candidate);
    return pc;
  }

  lost() {
    if (this.isOver) return;
    this.peers.forEach((_, connection) => this.tell("state", { connection, state: "disconnected" }));
    this.drop();
    this.again = setTimeout(() => this.open(), TRY_AGAIN);
  }

  drop() {
    this.line.close();
    this.sending?.close();
    this.peers.forEach(({ pc }) => pc?.close());
    this.peers.clear();
  }

  // Whoever is there is announced by Janus itself, and signals go to it alone.
  meet() {}

  hear() {}

  part(connection) {
    const { pc, handle } = this.peers.get(connection) ?? {};
    pc?.close();
    if (handle) this.line.detach(handle);
    this.peers.delete(connection);
  }

  show(kind, track) {
    this.tracks[kind] = track;
    return this.send();
  }

  async send() {
    const { video } = this.tracks;
    const { width, height, frameRate } = shapeFor(2);
    if (video && !video.isScreen) video.applyConstraints({ width, height, frameRate }).catch(() => undefined);
    const ways = this.sending?.getTransceivers() ?? [];
    await Promise.all(ways.map((each, at) => each.sender.replaceTrack(this.tracks[at ? "video" : "audio"])));
  }

  isSoundWith() {
    return !this.line.isOver && this.sending?.connectionState === "connected";
  }

  loudness(connection) {
    const voice = this.peers.get(connection)?.pc?.getReceivers().find((each) => each.track.kind === "audio");
    return voice?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  async quality(connection) {
    const pc = this.peers.get(connection)?.pc;
    return pc ? qualityOf(await measured(pc)) : "good";
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  close() {
    this.isOver = true;
    clearTimeout(this.again);
    this.drop();
  }
}
