// Judges an answer without the network, as rules/judging.py does:
// judge({kind: "short", prompt: "?", answers: ["osmose"]}, "l’osmoze") → {fraction: 1, is_right: true, reason: "typo", …}
import { alike, best, fold, variants, words, worst } from "./judging-likeness.js";
import { measured } from "./judging-measure.js";
import { chosen, matched, ordered, rounded } from "./judging-parts.js";
import { ARTICLES } from "./judging-words.js";

const ENOUGH_WORDS = 0.6;

export function judge(content, given, rivals = []) {
  switch (content.kind) {
    case "definition":
      return ownWords(content.answers ?? [], text(given));
    case "short":
    case "number":
      return verdict(text(given), content.answers ?? [], like(content, content.answers ?? [], text(given), rivals));
    case "cloze":
      return cloze(content, texts(given), rivals);
    case "choice":
    case "truth":
      return chosen(content.choices ?? [], texts(given));
    case "ordering":
      return ordered(content.sequence ?? [], texts(given));
    default:
      return matched(content.pairs ?? [], pairs(given));
  }
}

function like(content, accepted, given, rivals) {
  if (!given.trim()) return { reason: "empty", fraction: 0 };
  const [tolerance, unit] = [content.tolerance ?? 0, content.unit ?? ""];
  return best(accepted.map((one) => measured(one, given, tolerance, unit) ?? alike(one, given, rivals)));
}

function verdict(given, accepted, { reason, fraction }) {
  const differed = reason === "exact" ? [] : [[given.trim(), accepted[0] ?? ""]];
  return { fraction, is_right: fraction === 1, reason, differed };
}

function cloze(content, given, rivals) {
  const gaps = content.gaps ?? [];
  const said = gaps.map((_, at) => given[at] ?? "");
  const found = gaps.map((gap, at) => like(content, gap, said[at], rivals));
  const whole = found.length ? rounded(found.reduce((sum, one) => sum + one.fraction, 0) / found.length) : 0;
  const isRight = found.length > 0 && found.every((one) => one.fraction === 1);
  const differed = gaps.map((gap, at) => [said[at].trim(), gap[0] ?? ""]).filter((_, at) => found[at].reason !== "exact");
  const all = found.length ? worst(found.map((one) => one.reason)) : "empty";
  const reason = isRight || whole === 0 || found.length === 1 ? all : "partial";
  return { fraction: whole, is_right: isRight, reason, differed };
}

function ownWords(accepted, given) {
  const said = new Set(words(fold(given)).flatMap((word) => [...variants(word)]));
  if (!said.size) return { fraction: 0, is_right: false, reason: "empty", differed: [] };
  const counts = (word) => word.length > 3 && !ARTICLES.includes(word);
  const wanted = [...new Set(words(fold(accepted[0] ?? "")))].filter(counts);
  const missing = wanted.filter((word) => ![...variants(word)].some((form) => said.has(form)));
  const share = wanted.length ? rounded(1 - missing.length / wanted.length) : 0;
  return { fraction: share, is_right: share >= ENOUGH_WORDS, reason: "compare", differed: missing.map((word) => ["", word]) };
}

const text = (given) => (typeof given === "string" ? given : texts(given).join(" "));
const texts = (given) =>
  typeof given === "string" ? [given] : given.map((one) => (typeof one === "string" ? one : one.join(" ")));
const pairs = (given) =>
  typeof given === "string" ? [] : given.filter((one) => typeof one !== "string" && one.length === 2);
