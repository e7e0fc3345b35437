import { useState } from 'react';

/** What staff have ticked for the turn in hand; nobody else sees it, and it ends with the turn. */
export function useTicks(turnId: string | undefined): readonly [ReadonlySet<number>, (line: number) => void] {
  const [ticks, setTicks] = useState<{ turnId: string | undefined; lines: ReadonlySet<number> }>({
    turnId,
    lines: new Set(),
  });
  const lines = ticks.turnId === turnId ? ticks.lines : new Set<number>();
  const toggle = (line: number) => {
    const others = [...lines].filter((one) => one !== line);
    setTicks({ turnId, lines: new Set(lines.has(line) ? others : [...others, line]) });
  };
  return [lines, toggle];
}
