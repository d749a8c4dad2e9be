// Units of measure, read whatever their writing: the twin of rules/unit.py.
import { fold, own, pieces, variants } from "./judging-likeness.js";
import { PREFIX_WORDS, UNIT_PREFIXES, UNIT_WORDS, UNITS, WHOLE_UNITS, WHOLE_WORDS } from "./judging-units.js";

const ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
const POWERS = [["carre", 2], ["square", 2], ["squared", 2], ["cube", 3], ["cubic", 3], ["cubed", 3]];
const EDGE = "(?<![\\p{L}\\p{N}_])";
const END = "(?![\\p{L}\\p{N}_])";

export function spread(text) {
  const raised = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+/g, (run) => "^" + [...run].map((sign) => "0123456789-+"[ABOVE.indexOf(sign)]).join(""));
  return pieces(raised.replace(/[−–]/g, "-").replaceAll("’", "'").replaceAll("μ", "µ")).join(" ");
}

export function unitOf(written) {
  let said = spread(written);
  if (!said.includes(" cent")) {
    said = said.replace(new RegExp(`${EDGE}(?:[Ll]es |[Dd]e )`, "gu"), "").replace(new RegExp(`${EDGE}(?:par|per)${END}`, "gu"), "/");
  }
  const whole = wholeUnit(said.trim(), fold(said).replace(/[ -]+/g, " ").trim());
  if (whole) return whole;
  let [factor, sign] = [1, 1];
  const powers = {};
  for (const [, mark, piece] of powered(said).matchAll(/([/·*. ]?) *([^/·*. ]+)/gu)) {
    if (mark !== " ") sign = mark === "/" ? -1 : 1;
    const one = ofPiece(piece);
    if (!one) return null;
    const times = sign * one.power;
    factor *= one.factor ** times;
    for (const [base, power] of one.powers) powers[base] = (powers[base] ?? 0) + times * power;
  }
  const found = Object.entries(powers).filter(([, power]) => power);
  return found.length || said.includes("%") ? { factor, powers: keyed(found), offset: 0 } : null;
}

const keyed = (powers) => powers.map(([base, power]) => `${base}^${power}`).sort().join(" ");

function wholeUnit(said, named) {
  const singular = named.replace(/(?<=[\p{L}\p{N}_]{3})s(?![\p{L}\p{N}_])(?<!us)/gu, "");
  let symbol = own(WHOLE_WORDS, named) ?? own(WHOLE_WORDS, singular) ?? said.replace(/° ?c$/i, "°C");
  symbol = symbol.replace(/^° ?f$/i, "°F");
  const unit = own(WHOLE_UNITS, symbol);
  return unit ? { factor: unit[0], powers: keyed(parsed(unit[1])), offset: symbol === "°F" ? -32 : 0 } : null;
}

function powered(text) {
  let said = text;
  for (const [word, power] of POWERS) {
    said = said.replaceAll("é", "e").replace(new RegExp(`([\\p{L}]+) ${word}s?${END}`, "giu"), `$1^${power}`);
    said = said.replace(new RegExp(`${EDGE}${word} ([\\p{L}]+)`, "giu"), `$1^${power}`);
  }
  return said.trim();
}

function ofPiece(piece) {
  const split = piece.match(/^\(?([^\d^+)-]+)\^?\(?([+-]?\d{1,2})?\)*$/u);
  const unit = split && symbolOf(split[1]);
  return unit ? { factor: unit[0], powers: parsed(unit[1]), power: Number(split[2] || 1) } : null;
}

function symbolOf(text) {
  for (const written of [text, text.toLowerCase()]) {
    const found = own(WHOLE_UNITS, written) ?? own(UNITS, written) ?? prefixed(written);
    if (found) return found;
  }
  for (const word of [...variants(fold(text))].sort()) {
    let symbol = own(WHOLE_WORDS, word) ?? own(UNIT_WORDS, word);
    for (const [prefix, short] of Object.entries(PREFIX_WORDS)) {
      const base = word.startsWith(prefix) ? own(UNIT_WORDS, word.slice(prefix.length)) : undefined;
      if (base) symbol = short + base;
    }
    if (symbol) return symbolOf(symbol);
  }
  const upper = text.toUpperCase();
  return text.length === 1 && upper !== text && own(UNITS, upper) ? symbolOf(upper) : null;
}

function prefixed(symbol) {
  const [factor, base] = [own(UNIT_PREFIXES, symbol.slice(0, 1)), own(UNITS, symbol.slice(1).replaceAll("l", "L"))];
  return symbol.slice(1) === "ol" || !factor || !base ? null : [factor * base[0], base[1]];
}

function parsed(text) {
  return pieces(text).map((piece) => {
    const [, base, power] = piece.match(/^(\D+?)(-?\d+)?$/u);
    return [base, Number(power || 1)];
  });
}
