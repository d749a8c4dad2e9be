// Times as the server writes them: 14:05, and days by name, in the person's own time zone.
//   const moments = new Moments({ zone: "Europe/Paris", language: "fr", words: { today: "Aujourd’hui", yesterday: "Hier" } })
export class Moments {
  constructor({ zone, language, words, now = () => new Date() }) {
    const locale = language === "en" ? "en-GB" : language;
    const form = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    this.times = form({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.days = form({ weekday: "long", day: "numeric", month: "long" });
    this.keys = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }); // 2026-03-01
    Object.assign(this, { words, now });
  }

  time(moment) {
    return this.times.format(new Date(moment));
  }

  dayOf(moment) {
    return this.keys.format(new Date(moment));
  }

  dayName(moment) {
    const day = this.dayOf(moment);
    if (day === this.dayOf(this.now())) return this.words.today;
    if (day === this.dayOf(this.now() - 86_400_000)) return this.words.yesterday;
    return this.days.format(new Date(moment));
  }
}
