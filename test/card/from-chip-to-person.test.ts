import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fail } from '../../core/result.ts';
import type { ReadProgress } from '../../core/visit.ts';
import { openReader } from '../../electron/devices/reader.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';
import { keyTo } from './card-in-hand.ts';

const host = new URL('../../electron/devices/reader-host.ts', import.meta.url);
const citizen = citizens[0]!;
const key = keyTo(citizen);
const never = new AbortController().signal;

let pcscd: Pcscd;
let reader: ReturnType<typeof openReader>;
let card: VirtualCard | undefined;
let state: 'ready' | 'faulty' | undefined;
let isLaid = false;

beforeAll(async () => {
  pcscd = await startPcscd();
  Object.assign(process.env, pcscd.env);
  reader = openReader(() => startHost(host, {}), {
    placed: () => (isLaid = true),
    removed: () => (isLaid = false),
    state: (now) => (state = now),
  });
  await vi.waitUntil(() => state === 'ready', { timeout: 20_000 });
});
afterEach(async () => {
  card?.lift();
  await vi.waitUntil(() => !isLaid, { timeout: 10_000 });
});
afterAll(async () => {
  reader.stop();
  await pcscd.stop();
});

async function lay(options: CardOptions = {}, of = citizen): Promise<void> {
  card = new VirtualCard(of, options);
  await card.place(pcscd.vpcdPort);
  await expect.poll(() => isLaid, { timeout: 10_000 }).toBe(true);
}

const read = (given = key) => reader.readCard(given, () => {}, never);

describe('from a real PC/SC daemon, through the process of the reader', () => {
  test.each(citizens)('the card of $name is read', async (one) => {
    await lay({}, one);
    const progress: ReadProgress[] = [];
    const person = await reader.readCard(keyTo(one), (now) => progress.push(now), never);
    expect(person).toMatchObject({ ok: true, value: { person: { idNumber: one.idNumber, birthDay: one.birthDay } } });
    const last = progress.at(-1);
    expect(last?.bytes).toBe(last?.total);
  });

  test('with nothing on the reader there is no card', async () => {
    expect(await read()).toEqual(fail('card-removed'));
  });

  test.each<[string, CardOptions, string]>([
    ['changed on its way', { tampersFrom: 6 }, 'card-unreadable'],
    ['talking nonsense', { garbageFrom: 1 }, 'card-unreadable'],
    ['lying about its length', { lengthLie: 40 }, 'card-unreadable'],
    ['of another kind', { isForeign: true }, 'card-unknown'],
  ])('a card %s', async (_, options, fault) => {
    await lay(options);
    expect(await read()).toEqual(fail(fault));
  });

  test('a card opens to no key but its own, and still to its own after that', async () => {
    await lay();
    expect(await read(keyTo(citizens[1]!))).toEqual(fail('access-key-wrong'));
    expect(await read()).toMatchObject({ ok: true });
  });
});
