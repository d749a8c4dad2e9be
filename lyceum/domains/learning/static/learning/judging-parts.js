// What an answer made of parts is worth: the twin of rules/judging_parts.py.
export const rounded = (value) => Math.round(value * 1e4) / 1e4;
export const tidy = (text) => text.split(/\s+/).filter(Boolean).join(" ");

export function chosen(choices, given) {
  const picked = [...new Set(given.map(tidy))].filter(Boolean);
  const right = choices.filter((choice) => choice.is_right).map((choice) => tidy(choice.text));
  const found = picked.filter((text) => right.includes(text));
  const wrong = picked.filter((text) => !right.includes(text));
  const missing = right.filter((text) => !picked.includes(text));
  const fraction = right.length ? rounded(Math.max(0, found.length - wrong.length) / right.length) : 0;
  const differed = [...wrong.map((text) => [text, ""]), ...missing.map((text) => ["", text])];
  return worth(fraction, !wrong.length && !missing.length, picked.length > 0, differed);
}

export function ordered(sequence, given) {
  const [right, shown] = [sequence.map(tidy), given.map(tidy)];
  const free = right.map((text, at) => [at, text]);
  const run = [];
  for (const text of shown) {
    const place = free.findIndex((one) => one[1] === text);
    if (place < 0) continue;
    const [[at]] = free.splice(place, 1);
    const spot = run.findIndex((other) => other >= at);
    run[spot < 0 ? run.length : spot] = at;
  }
  const steps = right.length - 1;
  const fraction = steps > 0 ? rounded(Math.max(0, run.length - 1) / steps) : Number(run.length === right.length);
  const differed = right.map((text, at) => [shown[at] ?? "", text]).filter(([one, other]) => one !== other);
  const isRight = shown.length === right.length && !differed.length;
  return worth(fraction, isRight, shown.length > 0, differed);
}

export function matched(pairs, given) {
  const said = new Map(given.map(([left, right]) => [tidy(left), tidy(right)]));
  const wrong = pairs.filter(([left, right]) => said.get(tidy(left)) !== tidy(right));
  const differed = wrong.map(([left, right]) => [said.get(tidy(left)) ?? "", tidy(right)]);
  const fraction = pairs.length ? rounded(1 - wrong.length / pairs.length) : 0;
  return worth(fraction, pairs.length > 0 && !wrong.length, [...said.values()].some(Boolean), differed);
}

function worth(fraction, isRight, hasSaid, differed) {
  if (!hasSaid) return { fraction: 0, is_right: false, reason: "empty", differed };
  if (isRight) return { fraction: 1, is_right: true, reason: "exact", differed: [] };
  return { fraction, is_right: false, reason: fraction ? "partial" : "different", differed };
}
