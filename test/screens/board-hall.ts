import type { BoardFeedEvent, BoardTurn } from '../../core/contract/feed.ts';
import type { TurnChange } from '../../core/queue/change.ts';
import { type BoardEvent, type BoardState, emptyBoard, hear } from '../../renderer/board/board-state.ts';
import { boardView } from '../../renderer/board/board-view.ts';

type Changed = Extract<BoardFeedEvent, { type: 'changed' }>;

export const counters = ['quay-1', 'quay-2', 'quay-3', 'quay-4', 'quay-5'];
const places = new Map(counters.map((id) => [id, { kind: 'counter' as const, number: id.slice(-1) }]));

/** What a change leaves behind. */
const states: Partial<Record<TurnChange, BoardTurn['state']>> = {
  called: 'called',
  recalled: 'called',
  arrived: 'serving',
  missed: 'missed',
  finished: 'finished',
  cancelled: 'cancelled',
  held: 'held',
  transferred: 'waiting',
  undone: 'waiting',
};

/**
 * A hub and a board with hands on their clocks: the hub's is its own, the board's counts from its start, and events
 * come at once unless the line is cut.
 */
export class HallInHand {
  board: BoardState = emptyBoard(places);
  /** Milliseconds on the board's own clock. */
  now = 0;
  hubAhead = Date.parse('2026-03-02T01:00:00Z');
  seq = 0;
  readonly turns = new Map<string, BoardTurn>();
  #owed: Changed[] = [];
  #isCut = false;
  /** Runs after everything that the board takes in. */
  look: () => void = () => {};

  constructor() {
    this.snapshot();
  }

  get at(): string {
    return new Date(this.now + this.hubAhead).toISOString();
  }

  hear(event: BoardEvent): this {
    this.board = hear(this.board, event, this.now);
    this.look();
    return this;
  }

  snapshot(): this {
    const turns = [...this.turns.values()].filter(({ state }) => ['called', 'serving', 'missed'].includes(state));
    const day = '2026-03-02';
    return this.hear({ type: 'snapshot', seq: this.seq, at: this.at, day, turns, counters: [], waiting: {} });
  }

  /** Time passes in ticks, as it does for the board. */
  pass(ms: number): this {
    for (const end = this.now + ms; this.now < end; ) {
      this.now = Math.min(end, this.now + 250);
      this.hear({ type: 'tick' });
    }
    return this;
  }

  /** Something happens to a number at the hub. */
  change(change: TurnChange, number: string, counter = 'quay-3', over: Partial<BoardTurn> = {}): Changed {
    const before = this.turns.get(number);
    const isCall = change === 'called' || change === 'recalled';
    const calledAt = change === 'called' ? this.at : before?.calledAt;
    const turn: BoardTurn = {
      ...{ number, service: 'chung-thuc', counter, language: 'vi', state: states[change] ?? 'waiting' },
      calls: (before?.calls ?? 0) + (isCall ? 1 : 0),
      ...(calledAt && { calledAt }),
      ...over,
    };
    this.turns.set(number, turn);
    this.seq += 1;
    const event: Changed = { type: 'changed', seq: this.seq, at: this.at, change, turn };
    if (this.#isCut) this.#owed.push(event);
    else this.hear(event);
    return event;
  }

  call(number: string, counter?: string): Changed {
    return this.change('called', number, counter);
  }

  cut(): this {
    if (!this.#isCut) this.hear({ type: 'link-lost' });
    this.#isCut = true;
    return this;
  }

  /** The hub sends what was missed, then is silent until its next beat. */
  mend(): this {
    if (!this.#isCut) return this;
    this.#isCut = false;
    this.hear({ type: 'linked' });
    for (const event of this.#owed.splice(0)) this.hear(event);
    return this;
  }

  beat(): this {
    return this.#isCut ? this : this.hear({ type: 'beat', at: this.at, waiting: {} });
  }

  get lit(): string[] {
    return this.board.light.lit.map(({ call }) => call.number);
  }

  get spoken(): string[] {
    return this.board.spoken.map((said) => `${said.kind} ${said.kind === 'call' ? said.call.number : nameOf(said)}`);
  }

  get view() {
    const { cards, rows, missed } = boardView(this.board, 5);
    const stands = cards.map(({ number, stand }) => `${number} ${stand}`);
    return { cards: stands, rows: rows.map(({ number }) => number), missed: [...missed] };
  }
}

function nameOf(said: Exclude<BoardState['spoken'][number], { kind: 'call' }>): string {
  return said.kind === 'closing' ? said.counter : said.number;
}
