/** Between two readings that are further apart than this the machine stood still. */
export const STILL_MS = 30_000;

/**
 * The board's own clock in milliseconds: it never goes back, does not follow small corrections of the wall clock, and
 * counts the time in which the machine slept, which `performance.now()` leaves out.
 */
export function ownClock(wall = Date.now, steady = () => performance.now()): () => number {
  let [lastWall, lastSteady, now] = [wall(), steady(), 0];
  return () => {
    const [wallPassed, steadyPassed] = [wall() - lastWall, steady() - lastSteady];
    [lastWall, lastSteady] = [lastWall + wallPassed, lastSteady + steadyPassed];
    now += wallPassed - steadyPassed > STILL_MS ? wallPassed : steadyPassed;
    return now;
  };
}
