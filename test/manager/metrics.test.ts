import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openMetrics } from '../../hub/open-metrics.ts';
import { rate } from '../../hub/ratings.ts';
import { type Bench, commands, issue, openBench, signInAs, token } from '../hub/bench.ts';
import { madeUpSite } from './made-up-site.ts';
import { type ParsedFamily, parseOpenMetrics } from './open-metrics-parser.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const appToken = 'the operations centre';
const otherToken = 'an app of another site';
const site = madeUpSite((example) => {
  Object.assign(example, { apps: [{ id: 'ioc', tokenHash: hash(appToken) }] });
  Object.assign((example.kiosks as object[])[0]!, { tokenHash: hash(token) });
});
const other = { ...site, id: 'hoai-duc', apps: [{ id: 'ioc', tokenHash: hash(otherToken) }], kiosks: [] };

describe('the metrics of a hub', () => {
  it('are told to an app of a site, about its own site', async () => {
    const bench = await openBench({ sites: [site, other as unknown as typeof site] });
    for (const authorization of [undefined, 'Bearer nobody', `Bearer ${token}`]) {
      const answer = await fetch(`${bench.url}/metrics`, { headers: authorization ? { authorization } : {} });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    for (const [asking, id] of [
      [appToken, 'ha-dong'],
      [otherToken, 'hoai-duc'],
    ] as const) {
      const families = await metrics(bench, asking);
      const sites = families.flatMap(({ samples }) => samples.map(({ labels }) => labels.site));
      expect(new Set(sites)).toEqual(new Set([id]));
    }
  });

  it('are OpenMetrics to the letter', async () => {
    const bench = await openBench({ sites: [site] });
    const answer = await fetch(`${bench.url}/metrics`, { headers: { authorization: `Bearer ${appToken}` } });
    expect(answer.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const families = parseOpenMetrics(await answer.text());
    expect(families.length).toBeGreaterThan(10);
    for (const { name, help } of families) {
      expect(name).toMatch(/^motcham_/);
      expect(help).toMatch(/\.$/);
    }
  });

  it('count what happens, and say who waits', async () => {
    const bench = await openBench({ sites: [site] });
    for (const service of ['chung-thuc', 'chung-thuc', 'chung-thuc', 'dat-dai']) await issue(bench, service);
    const { counter } = commands(bench.url, await signInAs(bench, 'ha'));
    const at = () => ({ commandId: randomUUID(), counter: 'quay-3' });
    const { turn } = await counter.callNext(at());
    await counter.miss({ ...at(), ticketId: turn!.ticketId });
    const next = await counter.callNext(at());
    await counter.finish({ ...at(), ticketId: next.turn!.ticketId });
    await counter.setState({ ...at(), state: 'paused' });
    bench.clock.pass(60_000);
    const value = valuesOf(await metrics(bench));
    expect(value('motcham_issued_total')).toBe(4);
    expect(value('motcham_calls_total')).toBe(2);
    expect(value('motcham_missed_total')).toBe(1);
    expect(value('motcham_finished_total')).toBe(1);
    expect(value('motcham_waiting', { service: 'chung-thuc' })).toBe(1);
    expect(value('motcham_waiting', { service: 'dat-dai' })).toBe(1);
    expect(value('motcham_counters', { state: 'paused' })).toBe(1);
    expect(value('motcham_longest_wait_seconds')).toBeGreaterThan(60);
    expect(value('motcham_subscribers', { view: 'board' })).toBe(0);
  });

  it('leave out what fewer than five people have said or waited', async () => {
    const bench = await openBench({ sites: [site] });
    const staff = commands(bench.url, await signInAs(bench)).counter;
    const hub = { store: bench.store, now: bench.clock.now };
    for (const score of [1, 2, 3, 4, 5]) {
      const value = valuesOf(await metrics(bench));
      expect(value('motcham_rating_mean')).toBeUndefined();
      expect(value('motcham_mean_wait_seconds')).toBeUndefined();
      const { ticketId } = await issue(bench);
      for (const commandId of [randomUUID(), randomUUID()]) await staff.callNext({ commandId, counter: 'quay-3' });
      const rated = await rate(hub, { site: site.id, ticketId, score, reasons: [], place: 'slip' });
      expect(rated.ok).toBe(true);
    }
    expect(valuesOf(await metrics(bench))('motcham_rating_mean')).toBe(3);
  });
});

describe('the text of metrics', () => {
  it('escapes what would break a line', () => {
    const family = {
      type: 'gauge',
      name: 'a',
      help: 'of "b"\nand \\c',
      samples: [{ labels: { d: '"\\\n' }, value: 1.5 }],
    };
    const [parsed] = parseOpenMetrics(openMetrics([family as never]));
    expect(parsed).toMatchObject({ name: 'a', samples: [{ labels: { d: '"\\\n' }, value: 1.5 }] });
  });

  it.each([
    ['a 1\n', 'without an end'],
    ['# TYPE a gauge\na 1\n\n# EOF\n', 'with an empty line'],
    ['# TYPE a counter\na 1\n# EOF\n', 'with a counter that is no total'],
    ['# TYPE a gauge\na 1\na 2\n# EOF\n', 'with a sample twice'],
    ['# TYPE a gauge\na{b="c} 1\n# EOF\n', 'with an open label'],
    ['# TYPE a gauge\na 1\n# TYPE a gauge\n# EOF\n', 'with a family twice'],
    ['# TYPE a_s gauge\n# UNIT a_s seconds\n# EOF\n', 'with a unit that is not in the name'],
    ['# TYPE a gauge\na 1\r\n# EOF\n', 'with a carriage return'],
  ])('is refused by its parser: %j, %s', (text) => {
    expect(() => parseOpenMetrics(text)).toThrow();
  });
});

async function metrics(bench: Bench, asking = appToken): Promise<ParsedFamily[]> {
  const answer = await fetch(`${bench.url}/metrics`, { headers: { authorization: `Bearer ${asking}` } });
  expect(answer.status).toBe(200);
  return parseOpenMetrics(await answer.text());
}

function valuesOf(families: readonly ParsedFamily[]) {
  return (name: string, labels: Readonly<Record<string, string>> = {}): number | undefined =>
    families
      .flatMap(({ samples }) => samples)
      .find((sample) => sample.name === name && Object.entries(labels).every(([key, is]) => sample.labels[key] === is))
      ?.value;
}
