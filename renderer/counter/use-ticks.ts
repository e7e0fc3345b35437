import { useState } from 'react';

interface Ticks {
  readonly turnId: string | undefined;
  readonly lines: ReadonlySet<number>;
}

/** What staff have ticked for the turn in hand; nobody else sees it, and it ends with the turn. */
export function useTicks(turnId: string | undefined): readonly [ReadonlySet<number>, (line: number) => void] {
  const [ticks, setTicks] = useState<Ticks>({ turnId, lines: new Set() });
  const linesOf = (ticks: Ticks) => (ticks.turnId === turnId ? ticks.lines : new Set<number>());
  const toggle = (line: number) =>
    setTicks((before) => {
      const lines = new Set(linesOf(before));
      if (!lines.delete(line)) lines.add(line);
      return { turnId, lines };
    });
  return [linesOf(ticks), toggle];
}
