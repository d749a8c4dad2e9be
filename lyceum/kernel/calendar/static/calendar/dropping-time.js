// When something begins and ends that was dropped at `share` (0 to 1) of a day drawn from `first` hour on, `drawn` hours
// high; it lasts as long as before. Without a share (a month's cell) only the day changes.
const QUARTER = 15;
const minutes = (clock) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
const clock = (total) => [Math.floor(total / 60) % 24, total % 60].map((part) => String(part).padStart(2, "0")).join(":");

export const dropped = ({ start, end }, share, { first, drawn }) => {
  if (share === null) return { start, end };
  const lasts = (minutes(end) - minutes(start) + 24 * 60) % (24 * 60);
  const at = Math.round(((first + share * drawn) * 60) / QUARTER) * QUARTER;
  const begins = Math.min(Math.max(at, 0), 24 * 60 - QUARTER);
  return { start: clock(begins), end: clock(begins + lasts) };
};
