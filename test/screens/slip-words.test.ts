import { describe, expect, it, test } from 'vitest';
import { ratingReasons } from '../../core/rating.ts';
import { type SlipView, viewOf } from '../../renderer/slip/slip-view.ts';
import en from '../../renderer/text/en.json' with { type: 'json' };
import vi from '../../renderer/text/vi.json' with { type: 'json' };
import { step, ticket, tickets, wait } from './slip-tickets.ts';

/** All that is said of the first step, in one line. */
const said = ({ steps: [first] }: SlipView) =>
  [first?.headline, first?.wait, ...(first?.details ?? [])].filter(Boolean).join(' / ');
const waiting = (ahead: number, fromMinutes: number, toMinutes: number) =>
  ticket({ steps: [step('waiting', { ahead, wait: { fromMinutes, toMinutes } })] });

const words = [
  ['waiting', 'Còn 7 người trước ông/bà / Khoảng 20–35 phút', '7 people before you / About 20–35 minutes'],
  [
    'next',
    'Không còn ai trước ông/bà / Dưới 5 phút / Mời ở gần quầy.',
    'Nobody is before you / Less than 5 minutes / Please stay near the counter.',
  ],
  ['expected', 'Hẹn lúc 10:00 ngày 27/11', 'Appointment at 10:00 on 27/11'],
  ['called', 'Mời đến Quầy 3, tầng 1 / Đã gọi lúc 09:12.', 'Please go to Counter 3, floor 1 / Called at 09:12.'],
  ['serving', 'Đang được phục vụ tại Quầy 3, tầng 1', 'Being served at Counter 3, floor 1'],
  [
    'held',
    'Số đang được giữ lại / Không phải lấy số lại. Xong việc cán bộ dặn, mời quay lại Quầy 3, tầng 1.',
    'Your number is being kept / No new number is needed. When you have done what the staff asked for, please come back to Counter 3, floor 1.',
  ],
  [
    'missed',
    'Ông/bà đã được gọi lúc 09:12 mà chưa đến / Không phải lấy số lại. Mời đến bàn Hướng dẫn để được gọi lại.',
    'You were called at 09:12 and did not come / No new number is needed. Please come to the help desk to be called again.',
  ],
  [
    'comesBack',
    'Ông/bà đã được gọi lúc 09:12 mà chưa đến / Không phải lấy số lại: số tự về hàng chờ lúc 09:17. Mời ở gần quầy.',
    'You were called at 09:12 and did not come / No new number is needed: yours waits again from 09:17. Please stay near the counter.',
  ],
  ['finished', 'Đã xong', 'Done'],
  [
    'cancelled',
    'Số đã hủy / Nếu vẫn cần, mời lấy số mới hoặc hỏi bàn Hướng dẫn.',
    'This number was cancelled / If you still need it, please take a new number or ask at the help desk.',
  ],
  ['past', 'Không gọi nữa', 'No longer called'],
] as const satisfies readonly (readonly [keyof typeof tickets, string, string])[];

describe('what is said of a ticket', () => {
  it.each(words)('that is %s', (name, inVietnamese, inEnglish) => {
    expect(said(viewOf(tickets[name], 'vi'))).toBe(inVietnamese);
    expect(said(viewOf(tickets[name], 'en'))).toBe(inEnglish);
  });

  it.each([
    [1, 20, 20, 'Còn 1 người trước ông/bà / Khoảng 20 phút', '1 person before you / About 20 minutes'],
    [2, 0, 10, 'Còn 2 người trước ông/bà / Dưới 10 phút', '2 people before you / Less than 10 minutes'],
    [2, 0, 0, 'Còn 2 người trước ông/bà / Dưới 5 phút', '2 people before you / Less than 5 minutes'],
  ])('with %i ahead and %i to %i minutes to wait', (ahead, from, to, inVietnamese, inEnglish) => {
    expect(said(viewOf(waiting(ahead, from, to), 'vi'))).toBe(inVietnamese);
    expect(said(viewOf(waiting(ahead, from, to), 'en'))).toBe(inEnglish);
  });

  it('that is expected today names the hour beside those ahead', () => {
    const today = ticket({ steps: [step('waiting', { ahead: 3, appointmentAt: '2026-11-25T03:30:00.000Z' })] });
    expect(said(viewOf(today, 'vi'))).toBe('Còn 3 người trước ông/bà / Hẹn lúc 10:30.');
  });

  it('for whom nothing is known of place, hour or queue', () => {
    const bare = (state: 'waiting' | 'called' | 'missed') => said(viewOf(ticket({ steps: [step(state)] }), 'vi'));
    expect(bare('waiting')).toBe('Đang chờ đến lượt');
    expect(bare('called')).toBe('Mời đến quầy');
    expect(bare('missed')).toMatch(/^Ông\/bà đã được gọi mà chưa đến/);
  });

  it('says the hour of the site, and a ground floor as people call it', () => {
    const called = step('called', {
      counter: { vi: 'Quầy 1', en: 'Counter 1' },
      floor: 0,
      calledAt: '2026-11-25T17:05:00Z',
    });
    expect(said(viewOf(ticket({ steps: [called] }), 'vi'))).toBe('Mời đến Quầy 1, tầng trệt / Đã gọi lúc 00:05.');
  });
});

describe('a visit of several steps', () => {
  const view = viewOf(tickets.journey, 'vi');

  it('shows each in its order, and which one matters', () => {
    expect(view.steps.map(({ tone }) => tone)).toEqual(['done', 'done', 'now', 'soon', 'later', 'later']);
    expect(view.gist).toBe('Mời đến Phòng 204, tầng 2');
  });

  it('is rated once it is over, and thanked for it', () => {
    expect(view.rating).toBe('none');
    const half = ticket({ mayRate: true, steps: [step('finished'), step('waiting', { ahead: 1, wait })] });
    expect(viewOf(half, 'vi').rating).toBe('none');
    expect(viewOf(tickets.finished, 'vi').rating).toBe('open');
    expect(viewOf(tickets.rated, 'vi').rating).toBe('given');
    expect(viewOf(tickets.cancelled, 'vi').rating).toBe('none');
  });
});

describe('a call', () => {
  const at = (calledAt: string) => viewOf(ticket({ steps: [step('called', { calledAt })] }), 'vi').call;

  it('is another one when it is called again, and the same while it lasts', () => {
    expect(at('2026-11-25T02:12:00Z')).toBe(at('2026-11-25T02:12:00Z'));
    expect(at('2026-11-25T02:12:00Z')).not.toBe(at('2026-11-25T02:12:20Z'));
  });

  it('is none while one waits or is served, and none of yesterday', () => {
    const calls = [tickets.waiting, tickets.serving, tickets.missed].map((one) => viewOf(one, 'vi').call);
    expect(calls).toEqual([undefined, undefined, undefined]);
    expect(viewOf({ ...tickets.called, isOver: true }, 'vi')).toMatchObject({ call: undefined, isPast: true });
  });
});

test('every reason has its words, and no other has any', () => {
  for (const { rating } of [vi, en]) expect(Object.keys(rating.reasons)).toEqual([...ratingReasons]);
});
