// Initials and a steady colour for a name, as the server draws them.
export function initials(name) {
  const words = name.trim().split(/\s+/);
  const both = words.length > 1 ? [words[0], words.at(-1)] : words;
  return both.map((word) => [...word][0] ?? "").join("").toUpperCase() || "?";
}

export function hue(name) {
  return `hue-${crc32(new TextEncoder().encode(name)) % 8}`;
}

export function said(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
