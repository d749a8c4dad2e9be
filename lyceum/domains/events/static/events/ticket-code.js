// A ticket's code: "L1" + base64url(key id 4 bytes, event 16, ticket 16, serial 2, signature 64). See rules/ticket_code.py.
//   await readCode(text, keys) → { event, ticket, serial }, or null when it is not one of ours. `keys`: {key id in hex: JWK}
const PAYLOAD = 38;
const LENGTH = PAYLOAD + 64;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const imported = new Map();

export async function readCode(text, keys) {
  const bytes = decoded(text.trim());
  if (!bytes) return null;
  const key = await publicKey(hex(bytes.subarray(0, 4)), keys);
  if (!key) return null;
  const [payload, signature] = [bytes.subarray(0, PAYLOAD), bytes.subarray(PAYLOAD)];
  const isOurs = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, payload);
  if (!isOurs) return null;
  return { event: identifier(bytes, 4), ticket: identifier(bytes, 20), serial: bytes[36] * 256 + bytes[37] };
}

function decoded(text) {
  if (!/^L1[\w-]+$/.test(text)) return null;
  try {
    const raw = atob(text.slice(2).replaceAll("-", "+").replaceAll("_", "/"));
    return raw.length === LENGTH ? Uint8Array.from(raw, (letter) => letter.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

async function publicKey(id, keys) {
  if (!keys[id]) return null;
  if (!imported.has(id)) imported.set(id, crypto.subtle.importKey("jwk", keys[id], ALGORITHM, false, ["verify"]));
  return imported.get(id);
}

function identifier(bytes, start) {
  const all = hex(bytes.subarray(start, start + 16));
  return [8, 13, 18, 23].reduce((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, all);
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
