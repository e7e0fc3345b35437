import { describe, expect, it } from 'vitest';
import { refusals } from '../../core/contract/counter.ts';
import { reasonSchema } from '../../core/queue/change.ts';
import { deskOf } from '../../renderer/counter/desk.ts';
import { type Notice, noticeOf, wordsOf } from '../../renderer/counter/notices.ts';
import type { Order } from '../../renderer/counter/orders.ts';
import en from '../../renderer/text/en.json' with { type: 'json' };
import { textIn } from '../../renderer/text/text.ts';
import vi from '../../renderer/text/vi.json' with { type: 'json' };
import { exampleSite, minutesAgo, now, turn } from './counter-turns.ts';

const site = exampleSite();
const hold: Order = { name: 'hold', ticketId: turn('B026').ticketId };
const refused = (code: string, data?: unknown) => noticeOf(hold, { type: 'refused', code, data });

function said(notice: Notice, at = now): string | undefined {
  const inHand = turn('B026', {
    state: 'called',
    counter: 'quay-3',
    calls: 2,
    calledAt: minutesAgo(0.1),
    firstCalledAt: minutesAgo(0.5),
  });
  const desk = deskOf({ turns: new Map([[inHand.id, inHand]]), counters: new Map() }, { id: 'quay-3', services: [] });
  const situation = { desk, round: undefined, now: at, isRoom: false, hasUndo: false };
  return wordsOf(notice, { t: textIn('vi'), say: (words) => words.vi, site }, situation);
}

describe('the words of a refusal', () => {
  it('are there for every refusal of the contract, in both languages, and for what no contract foresees', () => {
    const codes = [...Object.keys(refusals), 'OTHER'].sort();
    expect(Object.keys(vi.refusal).sort()).toEqual(codes);
    expect(Object.keys(en.refusal).sort()).toEqual(codes);
    expect(said(refused('BAD_REQUEST'))).toBe(vi.refusal.OTHER);
  });

  it('name the counter that has the ticket, and what state it is in', () => {
    expect(said(refused('TICKET_ELSEWHERE', { counter: 'quay-2' }))).toBe(
      'Quầy 2 đang giữ số này. Mời gọi số khác, hoặc nhờ Quầy 2 chuyển sang.',
    );
    expect(said(refused('TICKET_NOT_READY', { state: 'blocked' }))).toContain('còn bước trước chưa xong');
  });

  it('say what happened and what to do: two sentences at least', () => {
    for (const words of [...Object.values(vi.refusal), ...Object.values(en.refusal)])
      expect(words.split(/[.;]\s/).length, words).toBeGreaterThanOrEqual(2);
  });
});

describe('the words of a reason', () => {
  it('are there for every rule, in both languages', () => {
    const rules = [...reasonSchema.shape.rule.options].sort();
    expect(Object.keys(vi.reason).sort()).toEqual(rules);
    expect(Object.keys(en.reason).sort()).toEqual(rules);
  });
});

describe('why something must wait', () => {
  it('is counted down and then offered again', () => {
    const notice: Notice = { is: 'why', action: 'miss' };
    expect(said(notice)).toContain('30 giây');
    expect(said(notice, now + 20_000)).toContain('10 giây');
    expect(said(notice, now + 30_000)).toBe('Ghi vắng được rồi: bấm N.');
  });
});
