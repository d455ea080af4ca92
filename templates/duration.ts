// Why: the checked file holds milliseconds; people read and write `30s` and `2h 30m`.

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** Milliseconds as queue.tusk and the runtime write a duration: a whole number and one unit. */
export function durationText(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => milliseconds % size === 0) ?? (["ms", 1] as const);
  return milliseconds === 0 ? "0s" : `${milliseconds / size}${unit}`;
}

const TEN_SECONDS = 10_000;

/** Milliseconds for reading, in at most two units: `1m 30s`; what is left after that is cut off. */
export function readableDuration(milliseconds: number): string {
  let rest = milliseconds < TEN_SECONDS ? milliseconds : Math.round(milliseconds / 1000) * 1000;
  const first = UNITS.findIndex(([, size]) => rest >= size);
  if (first < 0) return "0s";
  const parts = UNITS.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count === 0 ? "" : `${count}${unit}`;
  });
  return parts.filter((part) => part !== "").join(" ");
}
