import { describe, expect, it } from 'vitest';
import type { FeedEvent, QueuedTicket } from '../../core/contract/hub.ts';
import { type BoardState, emptyBoard, hear } from '../../renderer/board/board-state.ts';
import { boardView, headCounters } from '../../renderer/board/board-view.ts';
import { SHOWN_MS } from '../../renderer/board/spotlight.ts';

const start = Date.parse('2026-03-02T01:00:00Z');
const at = (ms: number) => new Date(start + ms).toISOString();

function called(number: string, ms: number, over: Partial<QueuedTicket> = {}): QueuedTicket {
  const identity = 'none';
  const base = { id: number, service: 'chung-thuc', number, identity, issuedAt: at(0) } as const;
  return { ...base, state: 'called', counter: 'quay-3', calls: 1, calledAt: at(ms), ...over };
}

/** A board with its feed: each event comes at the moment `ms`. */
class Hall {
  board: BoardState = emptyBoard;
  seq = 0;

  hear(event: FeedEvent | { type: 'link-lost' | 'tick' }, ms: number): this {
    this.board = hear(this.board, event, { wall: start + ms, steady: ms });
    return this;
  }

  snapshot(tickets: QueuedTicket[], ms = 0): this {
    return this.hear({ type: 'snapshot', seq: this.seq, tickets }, ms);
  }

  /** A change that happened at `happened` and comes at `ms`. */
  change(change: 'called' | 'recalled' | 'missed' | 'finished', ticket: QueuedTicket, ms: number, happened = ms): this {
    this.seq += 1;
    return this.hear({ type: 'changed', seq: this.seq, change, at: at(happened), ticket }, ms);
  }

  get lit(): string | undefined {
    return this.board.light.shown?.ticketId;
  }

  get view() {
    const { current, rows, missed } = boardView(this.board.queue.tickets, this.board.light);
    const numbers = (tickets: readonly QueuedTicket[]) => tickets.map(({ number }) => number);
    return { current: current?.number, rows: numbers(rows), missed: numbers(missed) };
  }
}

describe('the large card of the board', () => {
  it('shows the last call of a snapshot without calling it', () => {
    const hall = new Hall().snapshot([called('B001', 0), called('B002', 1_000)]);
    expect(hall.lit).toBeUndefined();
    expect(hall.view).toEqual({ current: 'B002', rows: ['B001'], missed: [] });
  });

  it('calls what comes after the snapshot, however wrong the clock of the board is', () => {
    expect(new Hall().snapshot([]).change('called', called('B001', 0), 9_000_000, 0).lit).toBe('B001');
  });

  it('gives each of several calls its time, and keeps the others off the rows until then', () => {
    const hall = new Hall().snapshot([]);
    hall
      .change('called', called('B001', 0), 0)
      .change('called', called('A001', 1), 1)
      .change('called', called('H001', 2), 2);
    expect(hall.view).toMatchObject({ current: 'B001', rows: [] });
    expect(hall.hear({ type: 'tick' }, SHOWN_MS - 1).lit).toBe('B001');
    expect(hall.hear({ type: 'tick' }, SHOWN_MS).view).toMatchObject({ current: 'A001', rows: ['B001'] });
    expect(hall.hear({ type: 'tick' }, 2 * SHOWN_MS).view).toMatchObject({ current: 'H001', rows: ['A001', 'B001'] });
  });

  it('calls the number that it shows again at once when it is recalled', () => {
    const hall = new Hall().snapshot([]).change('called', called('B001', 0), 0);
    const first = hall.board.light.shown?.seq;
    hall.change('recalled', called('B001', 0, { calls: 2 }), 1_000);
    expect(hall.lit).toBe('B001');
    expect(hall.board.light.shown?.seq).not.toBe(first);
  });

  it('passes by a call that is over before its turn', () => {
    const hall = new Hall().snapshot([]).change('called', called('B001', 0), 0).change('called', called('A001', 1), 1);
    hall.change('missed', called('A001', 1, { state: 'missed' }), 2).hear({ type: 'tick' }, SHOWN_MS);
    expect(hall.lit).toBe('B001');
    expect(hall.view.missed).toEqual(['A001']);
  });

  it('empties when its own number is missed', () => {
    const hall = new Hall().snapshot([]).change('called', called('B001', 0), 0);
    expect(hall.change('missed', called('B001', 0, { state: 'missed' }), 9_000).view).toEqual({
      current: undefined,
      rows: [],
      missed: ['B001'],
    });
  });
});

describe('a board that was away', () => {
  const away = () => new Hall().snapshot([]).change('called', called('B001', 0), 0).hear({ type: 'link-lost' }, 10_000);

  it('shows the last of what it missed and calls none of it', () => {
    const hall = away().change('called', called('A001', 20_000), 300_000, 20_000);
    hall.change('called', called('A002', 30_000), 300_001, 30_000);
    expect(hall.lit).toBeUndefined();
    expect(hall.view).toEqual({ current: 'A002', rows: ['A001', 'B001'], missed: [] });
  });

  it('still calls what was called a moment ago', () => {
    expect(away().change('called', called('A001', 15_000), 19_000, 15_000).lit).toBe('A001');
  });

  it('calls whatever comes after the first beat', () => {
    const hall = away().hear({ type: 'beat' }, 300_000);
    expect(hall.change('called', called('A001', 300_001), 300_001, 0).lit).toBe('A001');
  });

  it('keeps its last state while it hears nothing', () => {
    expect(away().view.current).toBe('B001');
    expect(away().board.queue.link).toBe('lost');
  });
});

describe('the names of counters', () => {
  it('are headed by what they share', () => {
    const { head, short } = headCounters(['Quầy 1', 'Quầy 12']);
    expect([head, short('Quầy 12')]).toEqual(['Quầy', '12']);
  });

  it('stand whole where they share nothing', () => {
    const { head, short } = headCounters(['Quầy 1', 'Phòng khám Nội']);
    expect([head, short('Quầy 1')]).toEqual([undefined, 'Quầy 1']);
    expect(headCounters(['Quầy', 'Quầy 2']).head).toBeUndefined();
  });
});
