/** Carries work out one piece after the other, in the order in which it was asked for; one that fails holds up none. */
export function inTurns() {
  let turn: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
}
