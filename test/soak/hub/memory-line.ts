export interface Sample {
  readonly seconds: number;
  readonly mb: number;
}

/** How memory went after the first third: where it began, where it ended, and MB a minute by least squares. */
export function memoryLine(samples: readonly Sample[]): { fromMb: number; toMb: number; mbPerMinute: number } {
  const settled = samples.slice(Math.floor(samples.length / 3));
  const meanOf = (of: (sample: Sample) => number) => settled.reduce((sum, one) => sum + of(one), 0) / settled.length;
  const [meanSeconds, meanMb] = [meanOf(({ seconds }) => seconds), meanOf(({ mb }) => mb)];
  const covariance = meanOf(({ seconds, mb }) => (seconds - meanSeconds) * (mb - meanMb));
  const variance = meanOf(({ seconds }) => (seconds - meanSeconds) ** 2);
  return {
    fromMb: settled[0]?.mb ?? Number.NaN,
    toMb: settled.at(-1)?.mb ?? Number.NaN,
    mbPerMinute: variance === 0 ? 0 : (60 * covariance) / variance,
  };
}
