import type { BoardTurn } from '../../core/contract/feed.ts';
import { isInHand } from '../../core/queue/turn.ts';
import type { BoardState } from './board-state.ts';
import type { Call } from './spotlight.ts';

/** A call on a large card. `served`: nobody is waited for any more, it is only the last that was called. */
export interface Card extends Call {
  readonly stand: 'fresh' | 'awaited' | 'served';
}

export interface Row {
  readonly number: string;
  readonly counter: string;
}

/** What the hall sees of the turns. */
export interface BoardView {
  /** None, one at rest, or up to three that are being called. */
  readonly cards: readonly Card[];
  /** The calls before them, last first. */
  readonly rows: readonly Row[];
  /** Last missed first. */
  readonly missed: readonly string[];
}

/** Calls still in line for a card are kept off the rows: a number is seen there only after its own time. */
export function boardView({ turns, light, here }: BoardState, rows: number): BoardView {
  const called = [...turns.values()]
    .filter(isCalled)
    .filter(({ counter }) => here.has(counter))
    .sort(lastCalledFirst);
  const fresh = light.lit.map(({ call }): Card => ({ ...call, stand: 'fresh' }));
  const cards = fresh.length > 0 ? fresh : restingOn(called[0]);
  const busy = new Set([...cards, ...light.line].map(({ number }) => number));
  const others = called.filter(({ number }) => !busy.has(number));
  return {
    cards,
    rows: others.filter((turn) => isInHand(turn) || turn.state === 'finished').slice(0, rows),
    missed: others.filter(({ state }) => state === 'missed').map(({ number }) => number),
  };
}

type Called = BoardTurn & { readonly counter: string; readonly calledAt: string };

const isCalled = (turn: BoardTurn): turn is Called => turn.counter !== undefined && turn.calledAt !== undefined;

const lastCalledFirst = (a: Called, b: Called) => Date.parse(b.calledAt) - Date.parse(a.calledAt);

/** Between calls the last one stays up while somebody is expected or served by it; an older one never comes back. */
function restingOn(last: Called | undefined): Card[] {
  if (!last || !isInHand(last)) return [];
  const { number, counter, language, state, calls } = last;
  const stand = state === 'called' ? 'awaited' : 'served';
  return [{ seq: 0, number, counter, language, isRecall: calls > 1, stand }];
}
