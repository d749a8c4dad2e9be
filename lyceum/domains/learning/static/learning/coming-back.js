// When questions come back, as the server has said on taking their answers; offline nothing is guessed.
//   const coming = new ComingBack(); coming.say(element, "item"); coming.sayAll(element)
const midnight = () => new Date().setHours(0, 0, 0, 0);
const dayOf = (text) => new Date(`${text}T00:00:00`);

export class ComingBack {
  constructor(changed) {
    this.days = {}; // item → "2026-11-24"
    document.addEventListener("learning:kept", (event) => {
      for (const { item_id, due_on } of event.detail) if (due_on) this.days[item_id] = due_on;
      changed();
    });
  }

  // Beside one question, from tomorrow on: what is still due today is asked again in this sitting.
  say(place, item) {
    const day = this.days[item] && dayOf(this.days[item]);
    this.fill(place, day && day > midnight() ? [day] : []);
  }

  // At the end: the nearest day of all.
  sayAll(place) {
    const ahead = Object.values(this.days).map(dayOf).filter((day) => day > midnight());
    this.fill(place, ahead.sort((one, other) => one - other).slice(0, 1));
  }

  fill(place, [day]) {
    place.hidden = !day;
    const shape = { weekday: "long", day: "numeric", month: "long" };
    if (day) place.querySelector("[data-day]").textContent = day.toLocaleDateString(document.documentElement.lang, shape);
  }
}
