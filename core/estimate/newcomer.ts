import type { Priority, Turn } from '../queue/turn.ts';

/** Somebody who has no number yet: what would be told to one who came now. */
export interface Newcomer {
  readonly service: string;
  readonly priority?: Priority | undefined;
}

/** The turn that somebody would have who came at `atMs` (ms since 1970). Its id is no UUID, so it is nobody's. */
export function turnOf({ service, priority }: Newcomer, id: string, atMs: number): Turn {
  const at = new Date(atMs).toISOString();
  return {
    id,
    ticketId: id,
    number: 'X000',
    day: at.slice(0, 10),
    service,
    step: 0,
    after: [],
    state: 'waiting',
    identity: 'none',
    ...(priority && { priority }),
    language: 'vi',
    order: atMs,
    issuedAt: at,
    queuedAt: at,
    calls: 0,
    misses: 0,
    version: 1,
  };
}
