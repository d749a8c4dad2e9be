// Reads numbers with their units, dates and centuries: the twin of rules/quantity.py.
import { fold, numberOf, ordinalOf, own, roman, variants, words } from "./judging-likeness.js";
import { spread, unitOf } from "./judging-unit.js";
import { CARDINALS, MONTHS, SCALES, WEEKDAYS } from "./judging-words.js";

const WHOLE = String.raw`\d{1,3}(?:[ ']\d{3})+(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d{1,3}(?:,\d{3})+(?=\.\d)|\d+`;
const NUMBER = new RegExp(
  String.raw`^([+-]?) ?(${WHOLE}|(?=[.,]\d))(?:([.,])(\d+)(?!\d| ?\^))?(?:[eE]([+-]?\d{1,3})(?![a-zA-Z\d])` +
    String.raw`| ?[x×·*.] ?10 ?\^? ?\(?([+-]?\d{1,3})\)?(?!\d))?`,
);
const POWER = /^([+-]?)10 ?\^ ?\(?([+-]?\d{1,3})\)?(?!\d)/;
const RATIO = /^([+-]?\d{1,9}) ?\/ ?(\d{1,9})(?![\d/])/;
const ERA = /[ ,]*(?:(avant|av\.?|before) ?(?:j\.? ?-? ?c\.?|notre ere|christ|jesus-christ)|(b\.?c\.?e?\.?))$/;
const OUR_ERA = /[ ,]*(?:(?:apres|ap\.?) ?(?:j\.? ?-? ?c\.?|notre ere|jesus-christ)|a\.?d\.?|c\.?e\.?)$/;
const CENTURY = /^(?:in )?(.+?) ?(?:siecle|century|s\.)$/;
const BESIDE_A_DATE = "le the of on en in".split(" ");

export function readings(text) {
  let said = fold(spread(text).replace(/[.!?…]+\s*$/, ""));
  const day = dateOf(said);
  if (day) return [{ value: 0, date: day }];
  let sign = 1;
  if (ERA.test(said)) {
    said = said.replace(ERA, "");
    sign = -1;
  } else said = said.replace(OUR_ERA, "") || said;
  const century = centuryOf(said, sign);
  if (century) return [century];
  const isWhole = sign === 1 && said.length === fold(spread(text)).length;
  const kept = isWhole ? spread(text).trim().replace(/\.$/, "") : said;
  return numbers(kept).map(([value, rest]) => {
    const unit = rest ? unitOf(rest) : null;
    return { value: sign * value, unit, strangeUnit: unit ? "" : rest };
  });
}

function numbers(text) {
  const said = text.replace(/^(?:environ|about|en|in|≈|=|~) ?/, "");
  const [ratio, power, found] = [RATIO, POWER, NUMBER].map((pattern) => said.match(pattern));
  if (ratio && Number(ratio[2])) return [[Number(ratio[1]) / Number(ratio[2]), said.slice(ratio[0].length).trim()]];
  if (power) return [[Number(`${power[1]}1e${Number(power[2])}`), said.slice(power[0].length).trim()]];
  if (!found) return spelled(said);
  const [all, sign, whole, mark, decimals, exponent, powerOfTen] = found;
  const [rest, scale] = scaled(said.slice(all.length).trim());
  const tail = `e${Number(exponent || powerOfTen || 0)}`;
  const digits = whole.replace(/[ ,']/g, "") || "0";
  const values = [Number(`${sign}${digits}.${decimals || 0}${tail}`)];
  if (mark === "," && decimals.length === 3 && whole.length > 0 && whole.length < 4 && whole !== "0") {
    values.push(Number(`${sign}${digits}${decimals}${tail}`));
  }
  return values.map((value) => [value * scale, rest]);
}

function spelled(text) {
  const tokens = words(fold(text));
  for (let length = Math.min(6, tokens.length); length > 0; length -= 1) {
    const number = own(CARDINALS, tokens.slice(0, length).join(" "));
    if (number !== undefined) {
      const [rest, scale] = scaled(tokens.slice(length).join(" "));
      return [[number * scale, rest]];
    }
  }
  return [];
}

function scaled(rest) {
  const at = rest.indexOf(" ");
  const [first, after] = at < 0 ? [rest, ""] : [rest.slice(0, at), rest.slice(at + 1)];
  for (const word of variants(fold(first))) {
    if (own(SCALES, word)) return [after.trim().replace(/^(?:de |d'|of )/, ""), SCALES[word]];
  }
  return [rest, 1];
}

function centuryOf(said, sign) {
  const named = said.match(CENTURY);
  const stem = (named ? named[1] : said).replace(/^(?:the|le|au) /, "").trim();
  let number = ordinalOf(stem);
  if (number === null && named) {
    number = stem.includes(" ") ? own(CARDINALS, stem) ?? null : numberOf(stem);
    number ??= roman(stem);
  }
  return number === null ? null : { value: sign * number, isCentury: Boolean(named), isOrdinal: true };
}

function dateOf(said) {
  const numeric = said.match(/^(?:le |the |on )?(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{1,4}))?$/);
  if (numeric) return numericDate(numeric[1], numeric[2], numeric[3]);
  const tokens = words(said).filter((word) => !WEEKDAYS.includes(word) && !BESIDE_A_DATE.includes(word));
  const months = tokens.map((word) => own(MONTHS, word)).filter(Boolean);
  const others = tokens
    .filter((word) => !own(MONTHS, word))
    .map((word) => word.replace(/^(\d+)(er|st|nd|rd|th)$/, "$1"));
  if (months.length !== 1 || !others.length || others.length > 2) return null;
  if (!others.every((word) => /^\d{1,4}$/.test(word))) return null;
  const days = others.map(Number).filter((number) => number <= 31);
  const years = others.map(Number).filter((number) => number > 31);
  return days.length > 1 || years.length > 1 ? null : [years[0] ?? 0, months[0], days[0] ?? 0];
}

function numericDate(first, second, third) {
  if (third === undefined) return null;
  const [year, month, day] = (first.length > 2 ? [first, second, third] : [third, second, first]).map(Number);
  const [m, d] = month > 12 && day <= 12 ? [day, month] : [month, day];
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 && year > 31 ? [year, m, d] : null;
}
