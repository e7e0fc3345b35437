import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Site } from '../../core/settings.ts';
import { at, type Bench, codeOf, commands, hubSite, issue, openBench, signInAs } from './bench.ts';
import { stores } from './stores.ts';

const elsewhereToken = 'the token of a kiosk elsewhere';
const given = { score: 2, reasons: ['long-wait', 'no-such-reason'] };

/** Another site of the same hub, with a kiosk of its own. */
function elsewhere(): Site {
  const site = hubSite();
  const tokenHash = createHash('sha256').update(elsewhereToken).digest('hex');
  return { ...site, id: 'elsewhere', kiosks: site.kiosks.map((kiosk) => ({ ...kiosk, tokenHash })) };
}

const bearer = (hub: Bench, token: string) => commands(hub.url, { authorization: `Bearer ${token}` }).kiosk;

async function counterOf(hub: Bench) {
  return commands(hub.url, await signInAs(hub)).counter;
}

/** Calls the next one at counter 3 and is done with it. */
async function serve(hub: Bench): Promise<void> {
  const counter = await counterOf(hub);
  const { turn } = await counter.callNext(at('quay-3'));
  await counter.finish({ ...at('quay-3'), ticketId: turn!.ticketId });
}

const ratings = ({ store }: Bench) => store.db.selectFrom('rating').selectAll().execute();

describe.each(stores)('a rating at a kiosk, on $name', ({ place }) => {
  test('is kept with the ticket whose number it names, once, and says nothing of who gave it', async () => {
    const hub = await openBench(await place());
    const { ticketId, number } = await issue(hub);
    await serve(hub);
    await hub.kiosk.kiosk.rate({ ...given, number });
    expect(await codeOf(hub.kiosk.kiosk.rate({ ...given, number, score: 5 }))).toBe('ALREADY_RATED');
    expect(await ratings(hub)).toEqual([
      {
        site: 'ha-dong',
        ticket_id: ticketId,
        day: '2026-11-25',
        service: 'chung-thuc',
        counter: 'quay-3',
        score: 2,
        reasons: 'long-wait',
        given_at: hub.clock.now().toISOString(),
        place: 'kiosk',
      },
    ]);
  });

  test('is refused for a number that nobody has, that still waits or is served, and for one of yesterday', async () => {
    const hub = await openBench(await place());
    const { kiosk } = hub.kiosk;
    const { number } = await issue(hub);
    const code = (asked = number) => codeOf(kiosk.rate({ ...given, number: asked }));
    expect(await code('B999')).toBe('NUMBER_UNKNOWN');
    expect(await code()).toBe('NUMBER_UNKNOWN');
    const counter = await counterOf(hub);
    const { turn } = await counter.callNext(at('quay-3'));
    expect(await code()).toBe('NUMBER_UNKNOWN');
    await counter.finish({ ...at('quay-3'), ticketId: turn!.ticketId });
    hub.clock.pass(24 * 3_600_000);
    expect(await code()).toBe('NUMBER_UNKNOWN');
    expect(await ratings(hub)).toEqual([]);
  });

  test('waits for the last step of the visit, and is not for one that was cancelled', async () => {
    const hub = await openBench(await place());
    const { kiosk } = hub.kiosk;
    const counter = await counterOf(hub);
    const { number } = await issue(hub);
    const { turn } = await counter.callNext(at('quay-3'));
    const { ticketId } = turn!;
    await counter.addSteps({ ...at('quay-3'), ticketId, services: ['chung-thuc'], comesBack: false });
    await counter.finish({ ...at('quay-3'), ticketId });
    expect(await codeOf(kiosk.rate({ ...given, number }))).toBe('NUMBER_UNKNOWN');
    await serve(hub);
    await kiosk.rate({ ...given, number });
    const other = await issue(hub);
    await counter.cancel({ ...at('quay-3'), ticketId: other.ticketId });
    expect(await codeOf(kiosk.rate({ ...given, number: other.number }))).toBe('NUMBER_UNKNOWN');
    expect(await ratings(hub)).toHaveLength(1);
  });

  test('comes from a kiosk of the site alone', async () => {
    const hub = await openBench({ ...(await place()), sites: [hubSite(), elsewhere()] });
    const { number } = await issue(hub);
    await serve(hub);
    expect(await codeOf(commands(hub.url).kiosk.rate({ ...given, number }))).toBe('KIOSK_UNKNOWN');
    expect(await codeOf(bearer(hub, 'a made-up token').rate({ ...given, number }))).toBe('KIOSK_UNKNOWN');
    expect(await codeOf(bearer(hub, elsewhereToken).rate({ ...given, number }))).toBe('NUMBER_UNKNOWN');
    expect(await ratings(hub)).toEqual([]);
  });
});

test('a kiosk may guess twenty wrong numbers within ten minutes, also all at once; right ones are no guesses', async () => {
  const hub = await openBench({ sites: [hubSite(), elsewhere()] });
  const { kiosk } = hub.kiosk;
  const numbers = [];
  for (let people = 0; people < 2; people++) {
    numbers.push((await issue(hub)).number);
    await serve(hub);
  }
  await kiosk.rate({ ...given, number: numbers[0]! });
  expect(await codeOf(kiosk.rate({ ...given, number: numbers[0]! }))).toBe('ALREADY_RATED');
  const guesses = Array.from({ length: 30 }, (_, n) => codeOf(kiosk.rate({ ...given, number: `B${900 + n}` })));
  const codes = await Promise.all(guesses);
  expect(codes.filter((code) => code === 'NUMBER_UNKNOWN')).toHaveLength(20);
  expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(10);
  expect(await codeOf(kiosk.rate({ ...given, number: numbers[1]! }))).toBe('TOO_MANY_TRIES');
  expect(await codeOf(bearer(hub, elsewhereToken).rate({ ...given, number: 'B001' }))).toBe('NUMBER_UNKNOWN');
  hub.clock.pass(10 * 60_000);
  await kiosk.rate({ ...given, number: numbers[1]! });
  expect(await ratings(hub)).toHaveLength(2);
});
