// How alike two answers in words are: the twin of rules/likeness.py and of rules/numeral.py.
import { ARTICLES, CARDINALS, CONFUSED, ENDINGS, LEADS, ORDINAL_WORDS, PLURALS, PREFIXES } from "./judging-words.js";

const RANK = (
  "exact same accent plural equivalent tolerated unit_missing typo unit_wrong incomplete partial compare opposite " +
  "value_wrong different empty"
).split(" ");
const DIFFERENT = { reason: "different", fraction: 0 };
const OPEN = { "’": "'", "ʼ": "'", "´": "'", "`": "'", œ: "oe", æ: "ae", ß: "ss" };
const OF_LISTS = /,|;|&| et | and /;

export const worst = (reasons) => reasons.reduce((one, other) => (RANK.indexOf(other) > RANK.indexOf(one) ? other : one));
const order = (one, other) => other.fraction - one.fraction || RANK.indexOf(one.reason) - RANK.indexOf(other.reason);
export const best = (found) => [...found].sort(order)[0] ?? DIFFERENT;
export const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
export const plain = (text) =>
  pieces(text.normalize("NFKC").toLowerCase().replace(/[’ʼ´`œæß]/g, (letter) => OPEN[letter])).join(" ");
export const fold = (text) => plain(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
export const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
export const pieces = (text) => text.split(/\s+/).filter(Boolean);
const same = (one, other) => one.length === other.length && one.every((word, at) => word === other[at]);

export function alike(accepted, given, rivals = []) {
  const equal = accepted.trim() === given.trim();
  if (!words(given).length) return equal && given.trim() ? { reason: "exact", fraction: 1 } : { reason: "empty", fraction: 0 };
  if (equal) return { reason: "exact", fraction: 1 };
  const spoken = [accepted, given].map((text) => bare(words(plain(text))));
  if (same(...spoken) || same(words(plain(accepted)), words(plain(given)))) return { reason: "same", fraction: 1 };
  const [ours, theirs] = [accepted, given].map((text) => bare(words(fold(text))));
  const joined = words(fold(accepted)).join("") === words(fold(given)).join("");
  if (joined || ours.join("") === theirs.join("")) {
    return { reason: same(accents(accepted), accents(given)) ? "same" : "accent", fraction: 1 };
  }
  return best([ofWords(ours, theirs, acronyms(accepted), rivals), ofLists(accepted, given, rivals)]);
}

const accents = (text) => plain(text).normalize("NFD").match(/[\u0300-\u036f]/g) ?? [];

function bare(tokens) {
  let kept = tokens;
  for (const lead of LEADS) {
    const said = lead.split(" ");
    if (kept.length > said.length && same(kept.slice(0, said.length), said)) kept = kept.slice(said.length);
  }
  return kept.filter((token, at) => at === kept.length - 1 || !ARTICLES.includes(token));
}

function acronyms(text) {
  const isUpper = (word) => word === word.toUpperCase() && word !== word.toLowerCase();
  return words(text).filter((word) => [...word].length <= 5 && isUpper(word)).map(fold);
}

function ofLists(accepted, given, rivals) {
  const [ours, theirs] = [accepted, given].map((text) => text.split(OF_LISTS).filter((part) => part.trim()));
  if (ours.length < 2 || ours.length !== theirs.length) return DIFFERENT;
  const found = ["same"];
  for (const part of ours) {
    const likes = theirs.map((other, at) => ({ ...alike(part, other, rivals), at })).sort(order);
    if (likes[0].fraction < 1) return DIFFERENT;
    theirs.splice(likes[0].at, 1);
    found.push(likes[0].reason);
  }
  return { reason: worst(found), fraction: 1 };
}

function ofWords(ours, theirs, upper, rivals) {
  if (ours.length === theirs.length) return sideBySide(ours, theirs, upper, rivals);
  const isFew = theirs.length < ours.length && ours.length <= 3 * theirs.length;
  const isWithin = theirs.some((word) => word.length > 3) && theirs.every((word) => ours.includes(word));
  return isFew && isWithin ? { reason: "incomplete", fraction: 0.5 } : DIFFERENT;
}

function sideBySide(ours, theirs, upper, rivals) {
  const reasons = ["accent"];
  let edits = 0;
  for (const [at, our] of ours.entries()) {
    const [reason, made] = ofWord(our, theirs[at], upper.includes(our), rivals);
    if (reason === "opposite" || reason === "different") return { reason, fraction: 0 };
    edits += made;
    reasons.push(reason);
  }
  return edits > 2 ? DIFFERENT : { reason: worst(reasons), fraction: 1 };
}

function ofWord(our, their, isAcronym, rivals) {
  if (our === their) return ["same", 0];
  const [number, other] = [numberOf(our), numberOf(their)];
  if (number !== null && other !== null) return [number === other ? "equivalent" : "different", 0];
  if (number !== null || other !== null || isAcronym || /\p{Nd}/u.test(our + their)) return ["different", 0];
  const forms = variants(their);
  if ([...variants(our)].some((form) => forms.has(form))) return ["plural", 0];
  const made = editsBetween(our, their);
  if (meansOtherwise(our, their)) return [made <= 4 ? "opposite" : "different", 0];
  const isSlip = made > 0 && made <= allowed(our, their) && our[0] === their[0];
  return isSlip && !rivals.includes(their) ? ["typo", made] : ["different", 0];
}

function allowed(our, their) {
  const letters = (word) => [...word].sort().join("");
  if (our.length < 4 || (our.length === 4 && their.length === 4 && letters(our) !== letters(their))) return 0;
  return our.length < 8 ? 1 : 2;
}

export function variants(word) {
  const found = new Set([word, own(PLURALS, word) ?? word]);
  if (word.length > 3 && /[sx]$/.test(word)) found.add(word.slice(0, -1));
  for (const [ending, singular] of [["aux", "al"], ["ies", "y"], ["es", ""], ["aux", "ail"]]) {
    if (word.length > 4 && word.endsWith(ending)) found.add(word.slice(0, -ending.length) + singular);
  }
  return found;
}

function meansOtherwise(our, their) {
  if (CONFUSED.some((pair) => pair.includes(our) && pair.includes(their))) return true;
  const one = (word) => (word.endsWith("ss") ? word : word.replace(/s$/, ""));
  return differAtStart(our, their) || differAtEnd(one(our), one(their));
}

function differAtStart(our, their) {
  const [heads, others] = [our, their].map((word) => ["", ...PREFIXES.filter((prefix) => word.startsWith(prefix))]);
  return heads.some((ours) =>
    others.some((theirs) => {
      const [left, right] = [our.slice(ours.length), their.slice(theirs.length)];
      if (ours === theirs || Math.min(left.length, right.length) < 3) return false;
      const isNear = ours.length > 1 && theirs.length > 1 && left.length > 4 && editsBetween(left, right) < 2;
      return (left === right || isNear) && !doubled(our, their);
    }),
  );
}

function doubled(our, their) {
  const rest = our.slice(1);
  return our[0] === their[0] && our[1] !== their[1] && [their, their.slice(1)].includes(rest) && our[0] === our[1];
}

function differAtEnd(our, their) {
  return ENDINGS.some((group) =>
    group.some((ours) => {
      const stem = our.slice(0, -ours.length);
      const isOther = (theirs) => ours !== theirs && their === stem + theirs;
      return our.endsWith(ours) && stem.length > 2 && group.some(isOther);
    }),
  );
}

export function editsBetween(our, their) {
  let [before, row] = [[], Array.from({ length: their.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= our.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= their.length; j += 1) {
      const changed = above[j - 1] + (our[i - 1] === their[j - 1] ? 0 : 1);
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, changed));
      const swapped = i > 1 && j > 1 && our[i - 1] === their[j - 2] && our[i - 2] === their[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = above;
  }
  return row.at(-1);
}

const ROMAN = /^(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/;
const LETTERS = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

export function roman(text) {
  if (!ROMAN.test(text)) return null;
  const values = [...text].map((letter) => LETTERS[letter]);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

export function ordinalOf(text) {
  const spelled = own(ORDINAL_WORDS, text.replaceAll("-", " "));
  if (spelled !== undefined) return spelled;
  for (const mark of ["eme", "ieme", "nde", "er", "re", "nd", "st", "rd", "th", "e"]) {
    const stem = text.endsWith(mark) ? text.slice(0, -mark.length).trim() : "";
    if (/^\d+$/.test(stem)) return Number(stem);
    if (stem && roman(stem) !== null) return roman(stem);
  }
  return null;
}

export function numberOf(word) {
  if (/^\d{1,15}$/.test(word)) return Number(word);
  if (own(CARDINALS, word) !== undefined) return CARDINALS[word];
  if (word.length > 1 && roman(word) !== null) return roman(word);
  return /^(\d{1,15}|[ivxlcdm]+)(er|ere|e|eme|ieme|nd|st|rd|th)$/.test(word) ? ordinalOf(word) : null;
}
