const ends = [5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 1_080, 1_440];
const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360];
const MOST_TICKS = 4;

/** A scale from 0 to a round number of minutes, with the ticks that stand on it. */
export interface Scale {
  readonly end: number;
  readonly ticks: readonly number[];
  /** Where a value stands: "37.5%". Beyond the end it stands at the end. */
  readonly at: (minutes: number) => string;
}

export function scaleTo(most: number): Scale {
  const end = ends.find((one) => one >= most) ?? Math.ceil(most / 480) * 480;
  const step = steps.find((one) => end / one <= MOST_TICKS) ?? end;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step);
  return { end, ticks, at: (minutes) => `${(Math.min(end, Math.max(0, minutes)) / end) * 100}%` };
}

/** Counts of people: a round end and whole ticks. */
export function countScale(most: number): { readonly end: number; readonly ticks: readonly number[] } {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].find((one) => most / one <= 5) ?? 10_000;
  const end = Math.max(step, Math.ceil(most / step) * step);
  return { end, ticks: Array.from({ length: end / step + 1 }, (_, at) => at * step) };
}
