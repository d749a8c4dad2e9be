// What a browser sends in a mesh, by how many are in the call: each picture leaves it once per other person, so that
// six at full size would drown a home's line. Voices come first: they are never reduced.
export function shapeFor(people) {
  if (people <= 2) return { width: 1280, height: 720, frameRate: 24, maxBitrate: 1_500_000 };
  if (people <= 4) return { width: 640, height: 360, frameRate: 20, maxBitrate: 600_000 };
  return { width: 320, height: 240, frameRate: 10, maxBitrate: 150_000 };
}

// How good a line is, from what WebRTC counts: lost packets (0 to 1) and the time there and back, in seconds.
export function qualityOf({ lost = 0, roundTrip = 0, state = "connected" }) {
  if (state !== "connected") return "poor";
  if (lost > 0.08 || roundTrip > 0.6) return "poor";
  return lost > 0.02 || roundTrip > 0.25 ? "fair" : "good";
}
