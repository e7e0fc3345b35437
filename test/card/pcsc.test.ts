import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fail } from '../../core/result.ts';
import type { ReaderEvent } from '../../native/pcsc/reader.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';
import { placeEchoCard } from './echo-card.ts';

let pcscd: Pcscd;
let reader: typeof import('../../native/pcsc/reader.ts');

beforeAll(async () => {
  pcscd = await startPcscd();
  // PC/SC's own library reads this once, when it is first called.
  Object.assign(process.env, pcscd.env);
  reader = await import('../../native/pcsc/reader.ts');
});
afterAll(() => pcscd?.stop());

describe('the reader, through the real PC/SC daemon', () => {
  let stop: AbortController;
  let events: AsyncGenerator<ReaderEvent>;
  let card: Socket | undefined;

  const next = async () => (await events.next()).value?.type;
  async function place(hears?: (apdu: Buffer) => boolean): Promise<void> {
    card = await placeEchoCard(pcscd.vpcdPort, hears);
    expect(await next()).toBe('card-placed');
  }
  async function connected() {
    const card = await reader.connectCard(undefined);
    if (!card.ok) throw new Error(card.fault);
    return card.value;
  }

  beforeEach(async () => {
    stop = new AbortController();
    events = reader.watchReader(undefined, stop.signal);
    expect(await next()).toBe('reader-found');
  });
  afterEach(async () => {
    const hadCard = card && !card.destroyed;
    card?.destroy();
    if (hadCard) expect(await next()).toBe('card-removed');
    stop.abort();
    expect(await next()).toBeUndefined();
  });

  test('a card is placed, answers every command with its bytes, and is lifted', async () => {
    await place();
    const chip = await connected();
    for (const length of [4, 225, 2_000, 60_000]) {
      const apdu = new Uint8Array(randomBytes(length));
      expect(await chip.transceive(apdu)).toEqual({ ok: true, value: Uint8Array.of(...apdu, 0x90, 0) });
    }
    await chip.disconnect();
  });

  test('commands given at once are answered each with its own', async () => {
    await place();
    const chip = await connected();
    const apdus = [1, 2, 3].map((n) => new Uint8Array(100 * n).fill(n));
    const answers = await Promise.all(apdus.map((apdu) => chip.transceive(apdu)));
    expect(answers).toEqual(apdus.map((apdu) => ({ ok: true, value: Uint8Array.of(...apdu, 0x90, 0) })));
    await chip.disconnect();
  });

  test('a card lifted in the middle of a command is a card removed, and so is every command after', async () => {
    await place((apdu) => {
      if (apdu[1] === 0xb0) card?.destroy();
      return apdu[1] !== 0xb0;
    });
    const chip = await connected();
    expect(await chip.transceive(Uint8Array.of(0, 0xa4, 0, 0))).toMatchObject({ ok: true });
    expect(await chip.transceive(Uint8Array.of(0, 0xb0, 0, 0))).toEqual(fail('card-removed'));
    expect(await next()).toBe('card-removed');
    expect(await chip.transceive(Uint8Array.of(0, 0xa4, 0, 0))).toEqual(fail('card-removed'));
    await chip.disconnect();
  });

  test('a card is read again after it was let go', async () => {
    await place();
    for (let reading = 0; reading < 3; reading++) {
      const chip = await connected();
      expect(await chip.transceive(Uint8Array.of(0, 0xa4, 0, 0))).toMatchObject({ ok: true });
      await chip.disconnect();
    }
  });

  test('with nothing on the reader there is no card to connect', async () => {
    expect(await reader.connectCard(undefined)).toEqual(fail('card-removed'));
    expect(await reader.connectCard('of another make')).toEqual(fail('reader-lost'));
  });

  test('a card swapped for another between two looks is told as removed, then placed', async () => {
    await place();
    const second = reader.watchReader(undefined, stop.signal);
    const seen = async () => (await second.next()).value?.type;
    expect([await seen(), await seen()]).toEqual(['reader-found', 'card-placed']);
    // `events` does not look while this goes on.
    card?.destroy();
    expect(await seen()).toBe('card-removed');
    card = await placeEchoCard(pcscd.vpcdPort);
    expect(await seen()).toBe('card-placed');
    expect([await next(), await next()]).toEqual(['card-removed', 'card-placed']);
  });

  test('a reader pulled out is told, also to the reading in hand; plugged in again it works as before', async () => {
    await place();
    const chip = await connected();
    const lifted = once(card!, 'close');
    pcscd.kill();
    await lifted;
    expect(await next()).toBe('reader-lost');
    expect(await chip.transceive(Uint8Array.of(0, 0xa4, 0, 0))).toEqual(fail('reader-lost'));
    expect(await reader.connectCard(undefined)).toEqual(fail('reader-lost'));
    await chip.disconnect();
    await pcscd.restart();
    expect(await next()).toBe('reader-found');
    await place();
    const again = await connected();
    expect(await again.transceive(Uint8Array.of(0, 0xa4, 0, 0))).toMatchObject({ ok: true });
    await again.disconnect();
  });

  test('without a reader the watch begins by saying so', async () => {
    pcscd.kill();
    expect(await next()).toBe('reader-lost');
    const late = reader.watchReader(undefined, stop.signal);
    expect((await late.next()).value).toEqual({ type: 'reader-lost' });
    await pcscd.restart();
    expect((await late.next()).value).toEqual({ type: 'reader-found' });
    expect(await next()).toBe('reader-found');
  });

  test('two daemons on one machine do not see each other', async () => {
    const other = await startPcscd();
    try {
      const elsewhere = await placeEchoCard(other.vpcdPort);
      expect(await reader.connectCard(undefined)).toEqual(fail('card-removed'));
      elsewhere.destroy();
      other.kill();
      await place();
      await (await connected()).disconnect();
    } finally {
      await other.stop();
    }
  });
});
