/** One line of a bench; the fields that apply. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly n?: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly value?: number;
  /** To a reference in the same run. */
  readonly ratio?: number;
}

/** Median and 95th percentile of what was measured. */
export function rowOf(name: string, unit: string, samples: readonly number[]): Row {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { name, unit, n: sorted.length, p50: at(0.5), p95: at(0.95) };
}

const round = (value: number) => Math.round(value * 10) / 10;
