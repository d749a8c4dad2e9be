// Draws one question from the templates of the page, and reads what was given as the judge takes it.
import { gapsOf, inOrder, shuffled } from "./arranging.js";

const template = (id) => document.getElementById(`ask-${id}`).content.cloneNode(true);

export function draw(form, content) {
  const place = form.querySelector("[data-answer]");
  form.querySelector("[data-prompt]").textContent = content.kind === "cloze" ? "" : content.prompt;
  place.replaceChildren();
  DRAWN[content.kind](place, content, form);
  place.querySelector("input, textarea, button")?.focus({ preventScroll: true });
}

export function given(form, content) {
  const place = form.querySelector("[data-answer]");
  return READ[content.kind](place, content);
}

export function close(form) {
  form.querySelectorAll("[data-answer] :is(input, textarea, select, button)").forEach((one) => (one.disabled = true));
}

const text = (place) => {
  place.append(template("text"));
};
const choices = (place, content, multiple) => {
  for (const choice of shuffled(content.choices)) {
    const one = template(multiple ? "check" : "radio");
    one.querySelector("input").value = choice.text;
    one.querySelector("[data-text]").textContent = choice.text;
    place.append(one);
  }
};

const DRAWN = {
  short: text,
  number: text,
  definition: (place) => place.append(template("long")),
  truth: (place, content) => choices(place, content, false),
  choice: (place, content) => choices(place, content, content.choices.filter((one) => one.is_right).length > 1),
  cloze: (place, content, form) => gapsOf(form.querySelector("[data-prompt]"), content, () => template("gap")),
  ordering: (place, content) => inOrder(place, shuffled(content.sequence), () => template("part")),
  matching(place, content) {
    const rights = shuffled(content.pairs.map(([, right]) => right));
    for (const [left] of shuffled(content.pairs)) {
      const one = template("pair");
      one.querySelector("[data-text]").textContent = left;
      const select = one.querySelector("select");
      rights.forEach((right) => select.append(new Option(right, right)));
      select.setAttribute("aria-label", left);
      place.append(one);
    }
  },
};

const field = (place) => place.querySelector("input, textarea").value;
const chosen = (place) => [...place.querySelectorAll("input:checked")].map((input) => input.value);

const READ = {
  short: field,
  number: field,
  definition: field,
  truth: chosen,
  choice: chosen,
  cloze: (place) => [...place.closest("form").querySelectorAll("[data-gap]")].map((input) => input.value),
  ordering: (place) => [...place.querySelectorAll("[data-part]")].map((part) => part.dataset.part),
  matching: (place) =>
    [...place.querySelectorAll("[data-pair]")].map((one) => [
      one.querySelector("[data-text]").textContent,
      one.querySelector("select").value,
    ]),
};
