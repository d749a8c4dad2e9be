// The twin of rules/memory_fsrs6.py and rules/schedule.py, for revisions without a network. Days are ISO dates.
//
//   answered(…), as revision-player.js imports it from here (no example imports its own file: hashing it never ends)
//   const standing = answered(null, "item-id", 3, "2026-09-01", [{ on: "2026-12-01", opens: "2026-11-10" }], preferences);
//
// Formulas: open-spaced-repetition, awesome-fsrs wiki, "The Algorithm" (FSRS-6). A test keeps both equal to 1e-6.

/**
 * @typedef {{stability: number, difficulty: number, last_review: string}} Memory
 * @typedef {{on: string, opens: string, items?: string[] | null}} Exam
 * @typedef {{item: string, memory: Memory, reviews: number, due_on: string, learnt: boolean, step: number | null,
 *   wait_minutes: number, exam_on: string | null, exam_recall: number, family: string}} Standing
 * @typedef {{desired_retention: number, learning_steps: number[], relearning_steps: number[], longest: number,
 *   retention_before_exam: number, retention_when_shaky: number}} Preferences
 */

export const DEFAULTS = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];
const SHAKY = 1;
const FUZZ = [
  [2.5, 7, 0.15],
  [7, 20, 0.1],
  [20, Infinity, 0.05],
];

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** @param {number[]} w */
const factor = (w) => 0.9 ** (-1 / w[20]) - 1;

/** Probability of a right answer, `days` after the last. @param {number} stability @param {number} days */
export const recall = (stability, days, w = DEFAULTS) => (1 + (factor(w) * Math.max(days, 0)) / stability) ** -w[20];

/** Days until recall has fallen to `retention`. @param {number} stability @param {number} retention */
export const interval = (stability, retention, w = DEFAULTS) => (stability / factor(w)) * (retention ** (-1 / w[20]) - 1);

/** @param {number} rating @param {number[]} w */
const firstDifficulty = (rating, w) => w[4] - Math.exp(w[5] * (rating - 1)) + 1;

/**
 * The memory after an answer on a day, the first one or not.
 * @param {Memory | null} memory @param {number} rating @param {string} today @returns {Memory}
 */
export function reviewed(memory, rating, today, w = DEFAULTS) {
  if (!memory) {
    return { stability: w[rating - 1], difficulty: clamp(firstDifficulty(rating, w), 1, 10), last_review: today };
  }
  const elapsed = daysBetween(memory.last_review, today);
  const { stability: s, difficulty: d } = memory;
  const moved = d - (w[6] * (rating - 3) * (10 - d)) / 9;
  return {
    stability: clamp(nextStability(s, d, rating, elapsed, w), 0.001, 36500),
    difficulty: clamp(w[7] * firstDifficulty(EASY, w) + (1 - w[7]) * moved, 1, 10),
    last_review: elapsed > 0 ? today : memory.last_review,
  };
}

/** @param {number} s @param {number} d @param {number} rating @param {number} elapsed @param {number[]} w */
function nextStability(s, d, rating, elapsed, w) {
  if (elapsed < 1) {
    const growth = Math.exp(w[17] * (rating - 3 + w[18])) * s ** -w[19];
    return s * (rating === AGAIN ? growth : Math.max(growth, 1));
  }
  const forgotten = 1 - recall(s, elapsed, w);
  if (rating === AGAIN) {
    const left = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * Math.exp(w[14] * forgotten);
    return Math.min(left, s / Math.exp(w[17] * w[18]));
  }
  const graded = rating === HARD ? w[15] : rating === EASY ? w[16] : 1;
  return s * (1 + Math.exp(w[8]) * (11 - d) * s ** -w[9] * (Math.exp(w[10] * forgotten) - 1) * graded);
}

/**
 * Where a student stands with an item after an answer; `exams` as the page gave them, past ones do no harm.
 * @param {Standing | null} standing @param {string} item @param {number} rating @param {string} today
 * @param {Exam[]} exams @param {Preferences} preferences @returns {Standing}
 */
export function answered(standing, item, rating, today, exams, preferences, w = DEFAULTS, family = "") {
  const memory = reviewed(standing?.memory ?? null, rating, today, w);
  const known = Boolean(standing && (standing.learnt || standing.step === null));
  const steps = known ? preferences.relearning_steps : preferences.learning_steps;
  const step = nextStep(standing, rating, steps);
  const reviews = (standing?.reviews ?? 0) + 1;
  const ahead = exams.filter((exam) => exam.on > today && (!exam.items || exam.items.includes(item)));
  const nearest = ahead.map((exam) => exam.on).sort()[0] ?? null;
  return {
    item,
    memory,
    reviews,
    due_on: step === null ? dueOn(memory, item, reviews, today, ahead, preferences, w) : today,
    learnt: known || step === null,
    step,
    wait_minutes: step === null ? 0 : steps[step],
    exam_on: nearest,
    exam_recall: nearest ? recall(memory.stability, daysBetween(memory.last_review, nearest), w) : 1,
    family: family || (standing?.family ?? ""),
  };
}

/** @param {Standing | null} standing @param {number} rating @param {number[]} steps */
function nextStep(standing, rating, steps) {
  if (rating === AGAIN) return steps.length ? 0 : null;
  if ((standing && standing.step === null) || rating === EASY) return null;
  const reached = (standing?.step ?? 0) + (rating === GOOD ? 1 : 0);
  return reached < steps.length ? reached : null;
}

/**
 * @param {Memory} memory @param {string} item @param {number} reviews @param {string} today @param {Exam[]} ahead
 * @param {Preferences} preferences @param {number[]} w
 */
function dueOn(memory, item, reviews, today, ahead, preferences, w) {
  const wanted = retention(memory.stability, today, ahead, preferences);
  const days = clamp(Math.floor(interval(memory.stability, wanted, w) + 0.5), 1, preferences.longest);
  const planned = addDays(memory.last_review, Math.min(fuzzed(days, item, reviews), preferences.longest));
  const tomorrow = addDays(later(memory.last_review, addDays(today, -1)), 1);
  const open = ahead.filter((exam) => tomorrow < exam.on).map((exam) => later(exam.opens, tomorrow));
  return [planned, ...open].sort()[0];
}

/** @param {number} stability @param {string} today @param {Exam[]} ahead @param {Preferences} preferences */
function retention(stability, today, ahead, preferences) {
  if (!ahead.some((exam) => exam.on > addDays(today, 1))) return preferences.desired_retention;
  const steered = stability < SHAKY ? preferences.retention_when_shaky : preferences.retention_before_exam;
  return Math.min(steered, preferences.desired_retention);
}

/** The interval moved a little, the same way for the same item and review. @param {number} days @param {string} item */
export function fuzzed(days, item, /** @type {number} */ reviews) {
  if (days < 2.5) return days;
  const reach = 1 + FUZZ.reduce((sum, [from, to, share]) => sum + share * Math.max(Math.min(days, to) - from, 0), 0);
  const low = Math.max(Math.floor(days - reach + 0.5), 2);
  const high = Math.floor(days + reach + 0.5);
  return low + Math.floor(chance(`${item}:${reviews}`) * (high - low + 1));
}

/** 0 to 1: FNV-1a of 32 bits, stirred as in MurmurHash 3. @param {string} text */
function chance(text) {
  let mixed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) mixed = Math.imul(mixed ^ byte, 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** @param {string} from @param {string} to */
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);

/** @param {string} day @param {number} days */
const addDays = (day, days) => new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);

/** @param {string} one @param {string} other */
const later = (one, other) => (one > other ? one : other);
