// Who is in the call, as the server tells it: pure, so that what is shown follows from what was heard alone.
// told(people, frame) → { people, news }; people: connection → person; news: what is worth saying aloud.
export function told(people, { kind, content }) {
  if (kind === "welcome") return welcomed(people, content.people);
  if (kind === "person") return changed(people, content);
  if (kind === "left") return left(people, content.connection);
  return { people, news: [] };
}

function welcomed(before, persons) {
  const people = new Map(persons.map((person) => [person.connection, person]));
  const gone = [...before.keys()].filter((connection) => !people.has(connection));
  return { people, news: gone.map((connection) => ({ what: "left", person: before.get(connection) })) };
}

function changed(before, person) {
  const people = new Map(before);
  const was = before.get(person.connection);
  people.set(person.connection, person);
  const news = [];
  if (!was) news.push({ what: "joined", person });
  if (person.hand && !was?.hand) news.push({ what: "raised", person });
  if (person.screen && !was?.screen) news.push({ what: "shares", person });
  return { people, news };
}

function left(before, connection) {
  if (!before.has(connection)) return { people: before, news: [] };
  const people = new Map(before);
  people.delete(connection);
  return { people, news: [{ what: "left", person: before.get(connection) }] };
}

// Hands first, in the order in which they were raised; then as they came.
export function inOrder(people) {
  const all = [...people.values()];
  const raised = all.filter((person) => person.hand).sort((a, b) => (a.hand < b.hand ? -1 : 1));
  return [...raised, ...all.filter((person) => !person.hand)];
}
