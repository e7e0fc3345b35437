import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayAfter } from '../../core/report/days.ts';
import { openStore } from '../../hub/store/open.ts';
import { type Bench, codeOf, commands, handClock, newDataDir, openBench, signInAs } from '../hub/bench.ts';
import { type Postgres, startPostgres } from '../stage/postgres.ts';
import { madeUpDay } from './made-up-day.ts';
import { madeUpSite } from './made-up-site.ts';
import { stock } from './stocked.ts';

const appToken = 'the operations centre';
const tokenHash = createHash('sha256').update(appToken).digest('hex');
const site = madeUpSite((example) => Object.assign(example, { apps: [{ id: 'ioc', tokenHash }] }));
const today = '2026-11-25';
const yesterday = dayAfter(today, -1);
const opensAt = (day: string) => Date.parse(`${day}T00:30:00Z`);
const nowMs = Date.parse(`${today}T02:30:00Z`);
const attendance = { chosenShare: 0.1 };
const days = [
  madeUpDay({ site, day: yesterday, opensMs: opensAt(yesterday), people: 150, seed: 3, attendance }),
  madeUpDay({ site, day: today, opensMs: opensAt(today), people: 220, seed: 4, attendance, untilMs: nowMs }),
];

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.close());

const places = {
  SQLite: async () => ({ dataDir: newDataDir() }),
  PostgreSQL: async () => ({ dataDir: newDataDir(), databaseUrl: await postgres.freshDatabase() }),
};

describe.each(Object.entries(places))('the manager at a hub on %s', (_, place) => {
  it('is a manager who is signed in, and nobody else', async () => {
    const bench = await stocked(await place());
    const anybody = commands(bench.url).manager;
    const staff = commands(bench.url, await signInAs(bench, 'ha')).manager;
    const policy = site.queue.policy;
    for (const [asking, code] of [
      [anybody, 'SIGN_IN_FIRST'],
      [staff, 'NOT_ALLOWED'],
    ] as const) {
      expect(await codeOf(asking.live())).toBe(code);
      expect(await codeOf(asking.report({ from: today, until: today }))).toBe(code);
      expect(await codeOf(asking.heat({ until: today }))).toBe(code);
      expect(await codeOf(asking.days())).toBe(code);
      expect(await codeOf(asking.calls({ day: today }))).toBe(code);
      expect(await codeOf(asking.preview({ day: yesterday, policy }))).toBe(code);
    }
    const file = `${bench.url}/manager/report.csv?from=${today}&until=${today}`;
    expect((await fetch(file)).status).toBe(401);
    expect((await fetch(file, { headers: await signInAs(bench, 'ha') })).status).toBe(403);
  });

  it('sees the hall as it is, and how it was at this time of the day before', async () => {
    const { bench, manager } = await managed(await place());
    const live = await manager.live();
    const turns = days[1]!.turns;
    const waiting = turns.filter(({ state }) => state === 'waiting');
    expect(live.figures.waiting).toBe(waiting.length);
    expect(live.figures.finished).toBe(turns.filter(({ state }) => state === 'finished').length);
    const oldest = Math.min(...waiting.map(({ queuedAt }) => Date.parse(queuedAt)));
    expect(live.figures.longestMs).toBe(bench.clock.now().getTime() - oldest);
    expect(live.services.map(({ waiting }) => waiting).reduce((sum, one) => sum + one)).toBe(waiting.length);
    const sameTime = new Date(nowMs - 86_400_000).toISOString();
    const before = days[0]!.turns;
    expect(live.before?.day).toBe(yesterday);
    expect(live.before?.finished).toBe(
      before.filter(({ finishedAt = '9' }) => finishedAt < quarterAfter(sameTime)).length,
    );
    expect(live.counters).toHaveLength(site.counters.length);
    expect(live.counters.find(({ id }) => id === 'quay-9')).toMatchObject({ isWorking: false, state: 'open' });
    expect(live.alerts.length).toBeGreaterThan(0);
  });

  it('is told why each number was called, a hundred at a time, each once', async () => {
    const { manager } = await managed(await place());
    const called = days[0]!.entries.filter(({ change }) => change.kind === 'turn' && change.change === 'called');
    const first = await manager.calls({ day: yesterday });
    expect(first.calls).toHaveLength(100);
    const second = await manager.calls({ day: yesterday, before: first.before! });
    const all = [...first.calls, ...second.calls];
    expect(all.map(({ seq }) => seq)).toEqual(called.map(({ seq }) => seq).toReversed());
    expect(second.before).toBeUndefined();
    expect(all.every(({ reason }) => reason !== undefined)).toBe(true);
    const chosen = all.filter(({ reason }) => reason?.rule === 'chosen');
    expect(chosen.length).toBeGreaterThan(0);
    expect((await manager.calls({ day: yesterday, isOutOfOrder: true })).calls).toEqual(chosen);
  });

  it('sees a day under another policy, one day at a time', async () => {
    const { manager } = await managed(await place());
    const policy = { ...site.queue.policy, rule: { kind: 'statutory' as const } };
    const [one, other] = await Promise.allSettled([
      manager.preview({ day: yesterday, policy }),
      manager.preview({ day: yesterday, policy }),
    ]);
    const refused = [one, other].filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'BUSY' } }]);
    const preview = await manager.preview({ day: yesterday, policy });
    expect(preview).toMatchObject({ day: yesterday, fitMs: 0, other: policy });
    expect(preview.people).toBeGreaterThan(140);
    expect(await codeOf(manager.preview({ day: '2026-11-01', policy }))).toBe('DAY_EMPTY');
  });

  it('takes the report along as a file', async () => {
    const { bench, headers } = await managed(await place());
    const answer = await fetch(`${bench.url}/manager/report.csv?from=${yesterday}&until=${yesterday}&language=en`, {
      headers,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="ha-dong-${yesterday}.csv"`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString()).toContain('Service,Certification,');
    for (const asked of ['', '?from=x&until=y', `?from=${today}&until=${yesterday}`])
      expect((await fetch(`${bench.url}/manager/report.csv${asked}`, { headers })).status).toBe(400);
  });

  it('knows the days on which anybody came', async () => {
    const { manager } = await managed(await place());
    expect(await manager.days()).toEqual({ today, days: [today, yesterday] });
  });
});

describe('a rating', () => {
  it('is given once at the counter, within two minutes of the end, for the number that was there', async () => {
    const { bench } = await managed({ dataDir: newDataDir() });
    const { rating } = commands(bench.url);
    const { counter } = commands(bench.url, await signInAs(bench, 'ha'));
    const at = () => ({ commandId: randomUUID(), counter: 'quay-3' });
    const called = (await counter.callNext(at())).turn!;
    const given = { counter: 'quay-3', number: called.number, score: 2, reasons: ['manner', 'no-such-reason'] };
    expect(await codeOf(rating.atCounter(given))).toBe('NUMBER_UNKNOWN');
    await counter.finish({ ...at(), ticketId: called.ticketId });
    expect(await codeOf(rating.atCounter({ ...given, counter: 'quay-4' }))).toBe('NUMBER_UNKNOWN');
    expect(await codeOf(rating.atCounter({ ...given, score: 6 }))).toBe('BAD_REQUEST');
    await rating.atCounter(given);
    expect(await codeOf(rating.atCounter(given))).toBe('ALREADY_RATED');
    expect(await ratings(bench)).toMatchObject([
      { ticket_id: called.ticketId, score: 2, reasons: 'manner', place: 'counter', counter: 'quay-3', day: today },
    ]);
    const next = (await counter.callNext(at())).turn!;
    await counter.finish({ ...at(), ticketId: next.ticketId });
    bench.clock.pass(120_001);
    expect(await codeOf(rating.atCounter({ ...given, number: next.number }))).toBe('NUMBER_UNKNOWN');
  });

  it('is taken of a ticket for seven days, and its reasons only with a low score', async () => {
    const { bench } = await managed({ dataDir: newDataDir() });
    const { rate } = await import('../../hub/ratings.ts');
    const [first, second] = days[0]!.turns.filter(({ state }) => state === 'finished');
    const given = { site: site.id, score: 4, reasons: ['manner'], place: 'slip' as const };
    const { store, clock } = bench;
    const hub = { store, now: clock.now };
    expect(await rate(hub, { ...given, ticketId: randomUUID() })).toEqual({ ok: false, fault: 'TICKET_UNKNOWN' });
    expect(await rate(hub, { ...given, site: 'elsewhere', ticketId: first!.ticketId })).toMatchObject({ ok: false });
    expect(await rate(hub, { ...given, ticketId: first!.ticketId })).toMatchObject({ ok: true });
    clock.pass(8 * 86_400_000);
    expect(await rate(hub, { ...given, ticketId: second!.ticketId })).toEqual({ ok: false, fault: 'TICKET_UNKNOWN' });
    expect(await ratings(bench)).toMatchObject([{ score: 4, reasons: '', place: 'slip', day: yesterday }]);
  });
});

async function stocked(place: { dataDir: string; databaseUrl?: string }): Promise<Bench> {
  const { dataDir, databaseUrl } = place;
  const store = await openStore(databaseUrl === undefined ? { dataDir } : { databaseUrl });
  await stock(store, site, days);
  await store.close();
  return openBench({ ...place, sites: [site], clock: handClock(nowMs) });
}

async function managed(place: { dataDir: string; databaseUrl?: string }) {
  const bench = await stocked(place);
  const headers = await signInAs(bench, 'minh', { isManager: true });
  return { bench, headers, manager: commands(bench.url, headers).manager };
}

function ratings({ store }: Bench) {
  return store.db.selectFrom('rating').selectAll().orderBy('given_at').execute();
}

/** The end of the quarter of an hour that an instant lies in. */
function quarterAfter(at: string): string {
  return new Date((Math.floor(Date.parse(at) / 900_000) + 1) * 900_000).toISOString();
}
