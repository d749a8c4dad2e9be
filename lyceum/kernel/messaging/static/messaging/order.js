// Messages as this page knows them: whatever comes, twice, late or in another order, the same list.
//   const known = new Map(); merge(known, [message, …]) → ids of those that are new or changed; inOrder(known)
const GROUPED_WITHIN = 5 * 60_000; // messages of one author, this close, stand under one name

// The same message comes by the socket, by asking and as the answer to sending: its newest change counts.
export function merge(known, incoming) {
  const changed = [];
  for (const message of incoming) {
    const before = known.get(message.id);
    if (before && before.change >= message.change) continue;
    known.set(message.id, message);
    changed.push(message.id);
  }
  return changed;
}

export function inOrder(known) {
  return [...known.values()].sort((one, other) => one.position - other.position);
}

// What the page draws, from top to bottom: [{day}, {unread: true}, {message, leads}, …]. ``dayOf`` gives a day's key.
export function rows(messages, { unreadAfter = null, me = null, dayOf }) {
  const drawn = [];
  let [before, isMarked] = [null, unreadAfter === null];
  for (const message of messages) {
    const day = dayOf(message.created_at);
    const isNewDay = !before || dayOf(before.created_at) !== day;
    if (isNewDay) drawn.push({ day, at: message.created_at });
    const isUnread = !isMarked && message.position > unreadAfter && authorOf(message) !== me;
    if (isUnread) drawn.push({ unread: true });
    isMarked ||= isUnread;
    drawn.push({ message, leads: isNewDay || isUnread || !continues(before, message) });
    before = message;
  }
  return drawn;
}

export function continues(before, message) {
  const close = new Date(message.created_at) - new Date(before.created_at) < GROUPED_WITHIN;
  return close && authorOf(before) === authorOf(message) && before.kind === message.kind;
}

export const authorOf = (message) => message.author?.id ?? null;

// Who has read up to this message: [{person_id, name, read_position}] → those, without its author.
export function seenBy(readers, message) {
  return readers.filter((one) => one.person_id !== authorOf(message) && one.read_position >= message.position);
}
