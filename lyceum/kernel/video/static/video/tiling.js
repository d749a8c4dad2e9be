// In how many columns tiles of 16:9 are largest in a room of this size.
export function columnsFor(count, width, height, gap = 12) {
  let best = { columns: 1, tile: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const across = (width - gap * (columns - 1)) / columns;
    const down = ((height - gap * (rows - 1)) / rows) * (16 / 9);
    const tile = Math.min(across, down);
    if (tile > best.tile + 1) best = { columns, tile };
  }
  return best;
}
