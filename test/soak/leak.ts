import { leakAfterReads } from '../card/leak.ts';

const READS = 1_000;

/** A thousand whole reads, one after another. */
export async function soak(): Promise<string> {
  const { growthMb, handles } = await leakAfterReads(READS);
  return `${READS} reads left ${growthMb.toFixed(1)} MB and ${handles} handles`;
}
