// What a device tells at the door, by what it knows: the same rule as rules/check_in.py, for one ticket and one moment.
//   judge(ticket | undefined, direction, read) → outcome.   `read`: what the code said, null for a ticket found by name
export function judge(ticket, direction, read, event) {
  if (read && read.event !== event) return "elsewhere";
  // Signed by us, and not on our list: sold since it was fetched.
  if (!ticket) return direction === "in" ? "admitted" : "not_inside";
  if (!ticket.valid || (read && read.serial < ticket.serial)) return "not_valid"; // handed on: the former code is worth nothing
  if (direction === "out") return ticket.inside ? "left" : "not_inside";
  return ticket.inside ? "again" : "admitted";
}

export function matching(tickets, words) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = [];
  for (const ticket of tickets) {
    const text = plain(`${ticket.name} ${ticket.order} ${ticket.type}`);
    if (wanted.every((word) => text.includes(word))) found.push(ticket);
    if (found.length === 20) break;
  }
  return found;
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
