// What the page says of an answer: the verdict in words, what was expected, where the course says it.
//   tell(verdictElement, {fraction: 1, reason: "accent"}, true)
import { judge } from "./judging.js";

const words = (id) => document.getElementById(id)?.content.textContent.trim() ?? "";

export function tell(place, verdict, isRight) {
  const tone = isRight ? "right" : verdict.fraction > 0 && verdict.reason !== "compare" ? "partly" : "wrong";
  place.dataset.right = isRight;
  place.dataset.tone = tone;
  place.querySelector("[data-word]").textContent = words(`say-${tone}`);
  const why = words(`why-${verdict.reason}`);
  place.querySelector("[data-why]").textContent = why;
  place.querySelector("[data-why]").hidden = !why;
}

// Right and wrong ones among what was chosen or filled in; what was not chosen and is right is shown as such, too.
export function mark(form, content, given) {
  for (const label of form.querySelectorAll(".pick-answer")) {
    const choice = content.choices.find((one) => one.text === label.querySelector("input").value);
    if (choice.is_right) label.dataset.verdict = "right";
    else if (given.includes(choice.text)) label.dataset.verdict = "wrong";
  }
  for (const [at, gap] of [...form.querySelectorAll("[data-gap]")].entries()) {
    const { is_right } = judge({ kind: "short", answers: content.gaps[at] }, gap.value);
    gap.dataset.verdict = is_right ? "right" : "wrong";
  }
  for (const pair of form.querySelectorAll("[data-pair]")) {
    const [left, right] = [pair.querySelector("[data-text]").textContent, pair.querySelector("select").value];
    pair.dataset.verdict = content.pairs.some((one) => one[0] === left && one[1] === right) ? "right" : "wrong";
  }
}

export function expected(content) {
  if (content.choices) return content.choices.filter((one) => one.is_right).map((one) => one.text).join(" · ");
  if (content.gaps) return content.gaps.map((accepted) => accepted[0]).join(" · ");
  if (content.sequence) return content.sequence.map((part, at) => `${at + 1}. ${part}`).join("\n");
  if (content.pairs) return content.pairs.map((pair) => pair.join(" — ")).join("\n");
  const answer = content.answers?.[0] ?? "";
  return content.unit && !answer.endsWith(content.unit) ? `${answer} ${content.unit}` : answer;
}

export function address(documents, source) {
  const place = new URLSearchParams({ version: source.version, from: source.start, to: source.end });
  return `${documents}${source.document_id}/${source.page}/?${place}`;
}

// The questions that were missed, each with its answer and its page.
export function listMissed(place, asked, documents) {
  const list = place.querySelector("[data-list]");
  list.replaceChildren();
  for (const { content, source } of asked) {
    const row = document.getElementById("missed").content.cloneNode(true);
    row.querySelector("[data-prompt]").textContent = content.prompt.replaceAll("____", "…");
    row.querySelector("[data-expected]").textContent = expected(content).replaceAll("\n", " · ");
    const link = row.querySelector("[data-source]");
    link.hidden = !source;
    if (source) {
      link.href = address(documents, source);
      link.querySelector("[data-page]").textContent = source.page;
    }
    list.append(row);
  }
  place.hidden = !asked.length;
}
