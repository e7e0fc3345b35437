import { describe, expect, it } from 'vitest';
import { FRESH_MS, hubNow } from '../../renderer/board/news.ts';
import { ownClock, STILL_MS } from '../../renderer/board/own-clock.ts';
import { HallInHand } from './board-hall.ts';

const hall = () => new HallInHand();

describe('the board between calls', () => {
  it('shows the last call of a snapshot without calling it', () => {
    const board = hall().cut();
    board.call('B001');
    board.now += 1_000;
    board.call('B002');
    board.hear({ type: 'linked' }).snapshot();
    expect(board.view).toEqual({ cards: ['B002 awaited'], rows: ['B001'], missed: [] });
    expect([board.lit, board.spoken]).toEqual([[], []]);
  });

  it('remembers the last one while it is served, and rests when it is finished', () => {
    const board = hall();
    board.call('B001');
    board.pass(9_000);
    expect(board.view.cards).toEqual(['B001 awaited']);
    board.change('arrived', 'B001');
    expect(board.view.cards).toEqual(['B001 served']);
    board.change('finished', 'B001');
    expect(board.view).toEqual({ cards: [], rows: ['B001'], missed: [] });
  });

  it('keeps calls in line off the rows until they were up', () => {
    const board = hall();
    for (const number of ['B001', 'A001', 'H001', 'K001']) board.call(number);
    expect(board.view).toEqual({ cards: ['B001 fresh', 'A001 fresh', 'H001 fresh'], rows: [], missed: [] });
    board.pass(8_000);
    expect(board.view.cards).toEqual(['K001 fresh']);
    expect(board.view.rows).toHaveLength(3);
  });

  it('lists who was missed, last first, until they are called again', () => {
    const board = hall();
    for (const number of ['B001', 'A001']) {
      board.call(number);
      board.pass(9_000).change('missed', number);
    }
    expect(board.view).toEqual({ cards: [], rows: [], missed: ['A001', 'B001'] });
    board.call('B001');
    expect(board.view).toEqual({ cards: ['B001 fresh'], rows: [], missed: ['A001'] });
  });

  it('does not show what is called elsewhere', () => {
    const board = hall();
    board.call('B001', 'phong-205');
    expect(board.view).toEqual({ cards: [], rows: [], missed: [] });
    expect(board.spoken).not.toContain('call B001');
  });

  it('takes a change in once, and in order only', () => {
    const board = hall();
    const event = board.call('B001');
    board.change('undone', 'B001');
    board.hear(event);
    expect([board.lit, board.board.turns.get('B001')?.state]).toEqual([[], 'waiting']);
  });
});

describe('a board that was away', () => {
  const away = (ms: number) => {
    const board = hall();
    board.call('B001');
    board.pass(10_000).cut();
    board.call('A001');
    board.now += ms;
    return board;
  };

  it('shows the last of what it missed and plays none of it', () => {
    const board = away(FRESH_MS).mend();
    expect(board.lit).toEqual([]);
    expect(board.view).toEqual({ cards: ['A001 awaited'], rows: ['B001'], missed: [] });
    expect(board.spoken).toEqual(['call B001']);
  });

  it('still plays what was called a moment ago', () => {
    expect(away(FRESH_MS - 1).mend().lit).toEqual(['A001']);
  });

  it('plays what is called after it is back', () => {
    const board = away(300_000).mend();
    board.call('A002');
    expect(board.lit).toEqual(['A002']);
  });

  it('goes by the hub’s clock, however wrong its own is', () => {
    const board = away(300_000);
    board.hubAhead -= 3_600_000;
    board.hear({ type: 'linked' }).beat();
    board.mend();
    expect(board.lit).toEqual([]);
    board.beat().call('A002');
    expect(board.lit).toEqual(['A002']);
  });

  it('does not say missed and closed counters either, but leaves unsaid what is over', () => {
    const board = away(0);
    board.change('missed', 'B001');
    board.now += FRESH_MS;
    board.mend();
    const pause = (counter: string, at: string) =>
      board.hear({
        ...{ type: 'counter', seq: ++board.seq, at },
        state: { counter, state: 'paused', since: at },
      });
    pause('quay-2', new Date(board.now + board.hubAhead - FRESH_MS).toISOString());
    board.change('finished', 'A001');
    expect(board.spoken).toEqual(['call B001', 'over A001']);
    pause('quay-1', board.at);
    pause('quay-1', board.at);
    expect(board.spoken.slice(2)).toEqual(['closing quay-1']);
  });

  it('knows since when it has heard nothing, by the hub’s clock', () => {
    const board = hall();
    board.pass(2_000).beat();
    const heard = board.now + board.hubAhead;
    board.cut().pass(60_000);
    expect(board.board).toMatchObject({ link: 'lost', heardAt: heard });
    expect(hubNow(board.board, board.now)).toBe(heard + 60_000);
  });

  it('drops what was up or in line when the machine stood still', () => {
    const board = hall();
    for (const number of ['B001', 'A001', 'H001', 'K001']) board.call(number);
    board.hear({ type: 'slept' });
    expect([board.lit, board.pass(8_000).lit]).toEqual([[], []]);
  });

  it('keeps up through a snapshot only what the hub still has there', () => {
    const board = hall();
    board.call('B001');
    board.call('A001');
    board.turns.delete('A001');
    expect(board.snapshot().lit).toEqual(['B001']);
  });
});

describe('the voice', () => {
  it('is given calls, reminders, misses and pauses of this hall, and told what is over', () => {
    const board = hall();
    board.call('B001');
    board.change('recalled', 'B001');
    board.change('arrived', 'B001');
    board.call('A001');
    board.change('missed', 'A001');
    board.call('H001', 'phong-205');
    expect(board.spoken).toEqual(['call B001', 'call B001', 'over B001', 'call A001', 'missed A001', 'over H001']);
    expect(board.board.spoken[0]).toMatchObject({
      counter: 'quay-3',
      call: { place: { number: '3' }, isRecall: false },
    });
    expect(board.board.spoken[1]).toMatchObject({ call: { isRecall: true } });
  });
});

describe('the board’s own clock', () => {
  it('counts sleep, and follows no small correction of the wall clock', () => {
    let [wall, steady] = [1_000_000, 50];
    const now = ownClock(
      () => wall,
      () => steady,
    );
    [wall, steady] = [wall + 700, steady + 500];
    expect(now()).toBe(500);
    [wall, steady] = [wall - 90_000, steady + 500];
    expect(now()).toBe(1_000);
    [wall, steady] = [wall + 3_600_000, steady + 10];
    expect(now()).toBe(3_601_000);
    expect(3_600_000).toBeGreaterThan(STILL_MS);
  });
});
