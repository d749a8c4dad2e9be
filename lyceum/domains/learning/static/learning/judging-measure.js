// How two quantities compare: the twin of rules/judging_quantity.py.
import { best } from "./judging-likeness.js";
import { readings } from "./judging-quantity.js";
import { unitOf } from "./judging-unit.js";

const NO_UNIT = { factor: 1, powers: "", offset: 0 };

export function measured(accepted, given, tolerance, unit) {
  const expected = readings(accepted).filter((reading) => !reading.strangeUnit);
  if (!expected.length) return null;
  if (accepted.trim() === given.trim()) return { reason: "exact", fraction: 1 };
  const shown = unit.trim() ? unitOf(unit) : null;
  const said = readings(given);
  return best(expected.flatMap((one) => said.map((other) => beside(one, other, tolerance, shown))));
}

const judged = (reason, fraction) => ({ reason, fraction });

function beside(expected, given, tolerance, shown) {
  if (expected.date || given.date) return dates(expected, given);
  if (expected.isCentury || given.isCentury) return centuries(expected, given);
  const sameValue = near(expected.value, given.value, tolerance);
  if (given.strangeUnit) return sameValue ? judged("unit_wrong", 0.5) : judged("different", 0);
  const [ours, theirs] = [expected.unit ?? shown ?? NO_UNIT, given.unit ?? NO_UNIT];
  if (ours.powers === theirs.powers && inBase(expected, given, ours, theirs, tolerance)) {
    return judged(inBase(expected, given, ours, theirs, 0) ? "equivalent" : "tolerated", 1);
  }
  if (!given.unit && sameValue) return judged("unit_missing", expected.unit ? 0.5 : 1);
  return sameValue ? judged("unit_wrong", 0.5) : judged("value_wrong", 0);
}

function inBase(expected, given, ours, theirs, tolerance) {
  const value = (expected.value + ours.offset) * ours.factor;
  const other = (given.value + theirs.offset) * theirs.factor;
  return near(value, other, tolerance * ours.factor);
}

const near = (value, other, tolerance) =>
  Math.abs(value - other) <= Math.max(tolerance, 0) + 1e-9 * Math.max(Math.abs(value), Math.abs(other));

function centuries(expected, given) {
  if (given.unit || given.strangeUnit || expected.unit) return judged("different", 0);
  if (expected.value !== given.value) return judged("value_wrong", 0);
  return given.isCentury || given.isOrdinal ? judged("equivalent", 1) : judged("unit_missing", 0.5);
}

function dates(expected, given) {
  const [ours, theirs] = [expected.date, given.date];
  if (ours && theirs) {
    if (ours.every((part, at) => part === theirs[at])) return judged("equivalent", 1);
    const agrees = theirs.every((part, at) => !part || part === ours[at]);
    return agrees && theirs.some(Boolean) ? judged("incomplete", 0.5) : judged("value_wrong", 0);
  }
  return ours && given.value === ours[0] && !given.unit ? judged("incomplete", 0.5) : judged("different", 0);
}
