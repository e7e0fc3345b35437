import type { WaitRange } from '../contract/shared.ts';

const STEP_MINUTES = 5;
const MINUTE_MS = 60_000;

/**
 * What a citizen is told: whole minutes, rounded outward to five, never a single minute. It holds both ends that are
 * handed in (ms, in either order); what lies before now counts as now. Throws on what is not a finite number.
 */
export function toRange(oneMs: number, otherMs: number): WaitRange {
  const low = Math.max(0, Math.min(oneMs, otherMs));
  const high = Math.max(0, Math.max(oneMs, otherMs));
  if (!Number.isFinite(low + high)) throw new Error(`a wait of ${oneMs} to ${otherMs} ms`);
  const fromMinutes = Math.floor(low / MINUTE_MS / STEP_MINUTES) * STEP_MINUTES;
  const toMinutes = Math.ceil(high / MINUTE_MS / STEP_MINUTES) * STEP_MINUTES;
  return { fromMinutes, toMinutes: Math.max(toMinutes, fromMinutes + STEP_MINUTES) };
}
