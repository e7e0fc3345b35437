import { describe, expect, it } from 'vitest';
import { alertsOf, type Watched } from '../../core/queue/alerts.ts';
import { alertWords } from '../../renderer/manager/alert-words.ts';
import type { SiteOnScreen } from '../../renderer/shared/use-site.ts';
import { type Language, textIn } from '../../renderer/text/text.ts';
import { madeUpSite } from './made-up-site.ts';

const nowMs = Date.parse('2026-11-25T02:00:00Z');
const ago = (minutes: number) => nowMs - minutes * 60_000;
const service = (id: string, waiting: number, sinceMs?: number) => ({
  id,
  waiting,
  sinceMs,
  targetMinutes: 30,
  usualMinutes: 10,
});
const counter = (id: string, services: string[], more: Partial<Watched['counters'][number]> = {}) => ({
  id,
  services,
  state: 'open' as const,
  isWorking: true,
  ...more,
});
const hall = (services: Watched['services'], counters: Watched['counters']): Watched => ({ nowMs, services, counters });

describe('the alerts of a moment', () => {
  it('are none where everybody waits less than promised', () => {
    const calm = hall([service('chung-thuc', 9, ago(30)), service('dat-dai', 0)], [counter('quay-3', ['chung-thuc'])]);
    expect(alertsOf(calm)).toEqual([]);
  });

  it('say who waits longer than promised, and which counter could help', () => {
    const counters = [
      counter('quay-3', ['chung-thuc']),
      counter('quay-4', ['chung-thuc'], { state: 'paused', sinceMs: ago(5) }),
    ];
    const alerts = alertsOf(hall([service('chung-thuc', 9, ago(41))], counters));
    expect(alerts).toEqual([
      { kind: 'over-target', service: 'chung-thuc', waitedMinutes: 41, targetMinutes: 30, counter: 'quay-4' },
    ]);
  });

  it('put what nobody does before what is late, and the later before the less late', () => {
    const services = [
      service('a', 3, ago(35)),
      service('b', 3, ago(90)),
      service('c', 2, ago(11)),
      service('d', 1, ago(2)),
    ];
    const counters = [counter('quay-1', ['a', 'b']), counter('quay-2', ['c', 'd'], { isWorking: false })];
    const alerts = alertsOf(hall(services, counters));
    expect(alerts.map((alert) => `${alert.kind} ${'service' in alert ? alert.service : ''}`)).toEqual([
      'nobody-serves c',
      'over-target b',
      'over-target a',
    ]);
    expect(alerts[0]).toMatchObject({ waiting: 2, counter: 'quay-2' });
  });

  it('notice a number that stays in hand, and a pause that goes on while people wait', () => {
    const counters = [
      counter('quay-1', ['a'], { inHand: { number: 'A012', service: 'a', sinceMs: ago(45) } }),
      counter('quay-2', ['a'], { inHand: { number: 'A013', service: 'a', sinceMs: ago(39) } }),
      counter('quay-3', ['a'], { state: 'paused', sinceMs: ago(50) }),
      counter('quay-4', ['b'], { state: 'paused', sinceMs: ago(50) }),
    ];
    expect(alertsOf(hall([service('a', 4, ago(3)), service('b', 0)], counters))).toEqual([
      { kind: 'long-in-hand', counter: 'quay-1', number: 'A012', minutes: 45 },
      { kind: 'long-pause', counter: 'quay-3', minutes: 50, waiting: 4 },
    ]);
  });

  it('say what is coming before anybody has waited too long', () => {
    const line = { ...service('a', 198, ago(20)), comingMinutes: 95 };
    const soon = { ...service('b', 9, ago(20)), comingMinutes: 30 };
    const counters = [counter('quay-1', ['a', 'b']), counter('quay-2', ['a'], { isWorking: false })];
    expect(alertsOf(hall([line, soon], counters))).toEqual([
      { kind: 'long-line', service: 'a', waiting: 198, comingMinutes: 95, targetMinutes: 30, counter: 'quay-2' },
    ]);
  });

  it('are six at most', () => {
    const services = Array.from({ length: 9 }, (_, at) => service(`s-${at}`, 1, ago(40 + at)));
    expect(alertsOf(hall(services, [])).map((alert) => 'service' in alert && alert.service)).toEqual(
      [8, 7, 6, 5, 4, 3].map((at) => `s-${at}`),
    );
  });
});

describe('their words', () => {
  const site = madeUpSite() as unknown as SiteOnScreen;
  const over = { kind: 'over-target', service: 'chung-thuc', waitedMinutes: 41, targetMinutes: 30 } as const;
  const words = (alert: Parameters<typeof alertWords>[0], language: Language) =>
    alertWords(alert, site, textIn(language), ({ [language]: said }) => said);

  it('are a sentence and what could be done', () => {
    expect(words(over, 'vi')).toBe('Chứng thực chờ 41 phút, hơn mức 30. Mở thêm quầy?');
    expect(words(over, 'en')).toBe('Certification: a wait of 41 minutes, above the 30 promised. Open another counter?');
    expect(words({ ...over, counter: 'quay-4' }, 'vi')).toBe('Chứng thực chờ 41 phút, hơn mức 30. Mở Quầy 4?');
  });

  it.each(['vi', 'en'] as const)('leave nothing open in %s', (language) => {
    const all = [
      over,
      { ...over, counter: 'quay-4' },
      { kind: 'nobody-serves', service: 'dat-dai', waiting: 7 },
      { kind: 'nobody-serves', service: 'dat-dai', waiting: 7, counter: 'quay-5' },
      { kind: 'long-in-hand', counter: 'quay-1', number: 'A012', minutes: 45 },
      { kind: 'long-pause', counter: 'quay-3', minutes: 50, waiting: 4 },
    ] as const;
    for (const alert of all) expect(words(alert, language)).not.toMatch(/\{\{|undefined|manager\./);
  });
});
