import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCard } from '../../core/card/read-card.ts';
import { openReader } from '../../electron/devices/reader.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { PretendReader, type ReaderEvent } from '../fakes/pretend-reader.ts';
import { setPlug } from '../fakes/reader-plug.ts';
import { freePort } from '../stage/free-port.ts';
import { freshMemory } from './card-in-hand.ts';

const citizen = citizens[0]!;
const key = {
  idNumber: citizen.idNumber,
  mrz: [{ documentNumber: citizen.idNumber.slice(3), birthDay: citizen.birthDay, expiryDay: '2099-12-31' }],
};
const hex = (text: string) => Buffer.from(text, 'hex');
const selectApplication = hex('00a4040c07a0000002471001');
const word = (answer: Uint8Array) => Buffer.from(answer.subarray(-2)).toString('hex');

async function laid(options: CardOptions = {}) {
  const reader = new PretendReader();
  const port = await reader.listen(0);
  const seen: ReaderEvent[] = [];
  reader.watch((event) => seen.push(event));
  const card = new VirtualCard(citizen, options);
  await card.place(port);
  await expect.poll(() => seen).toContain('card-placed');
  const ask = async (apdu: Uint8Array) => {
    const answer = await reader.transceive(apdu);
    return answer.ok ? word(answer.value) : answer.fault;
  };
  return { reader, port, seen, card, ask };
}

describe('on a reader', () => {
  test('it answers, is counted, and goes when it is lifted', async () => {
    const { reader, seen, card, ask } = await laid();
    expect(await ask(selectApplication)).toBe('9000');
    expect([card.apdus, card.isPlaced]).toEqual([1, true]);
    card.lift();
    await expect.poll(() => seen).toEqual(['reader-found', 'card-placed', 'card-removed']);
    expect(await ask(selectApplication)).toBe('card-removed');
    reader.close();
  });

  test('a reset makes it forget', async () => {
    const { reader, ask } = await laid();
    await ask(selectApplication);
    expect(await ask(hex('0084000008'))).toBe('9000');
    reader.reset();
    expect(await ask(hex('0084000008'))).toBe('6985');
    reader.close();
  });

  test.each([{ liftAfterApdus: 1 }, { liftInAnswer: 2 }])('%o: it is gone at the second command', async (options) => {
    let isTold = false;
    const { reader, card, ask } = await laid({ ...options, onLift: () => (isTold = true) });
    expect(await ask(selectApplication)).toBe('9000');
    expect(await ask(selectApplication)).toBe('card-removed');
    expect([card.isPlaced, isTold]).toEqual([false, true]);
    reader.close();
  });

  test('a mute one is waited for until it is lifted; a foreign one has no application', async () => {
    const mute = await laid({ isMute: true });
    setTimeout(() => mute.card.lift(), 50);
    expect(await mute.ask(selectApplication)).toBe('card-removed');
    const foreign = await laid({ isForeign: true });
    expect(await foreign.ask(selectApplication)).toBe('6a82');
    mute.reader.close();
    foreign.reader.close();
  });

  test('garbage is of the right length', async () => {
    const { reader } = await laid({ garbageFrom: 1 });
    await expect(reader.transceive(selectApplication)).resolves.toMatchObject({ value: { length: 2 } });
    reader.close();
  });

  test('the cable can be pulled and put back', async () => {
    const { reader, port, seen, card, ask } = await laid();
    await setPlug(port, 'out');
    expect(await ask(selectApplication)).toBe('reader-lost');
    await expect.poll(() => card.isPlaced).toBe(false);
    await setPlug(port, 'in');
    await card.place(port);
    await expect.poll(() => seen.slice(2)).toEqual(['card-removed', 'reader-lost', 'reader-found', 'card-placed']);
    reader.close();
  });
});

describe('read by the kiosk', () => {
  async function readWith(options: CardOptions) {
    const { reader } = await laid(options);
    const read = await readCard({
      transceive: (apdu) => reader.transceive(apdu),
      key,
      today: '2026-11-25',
      random: randomBytes,
      report: () => {},
      stop: new AbortController().signal,
      wants: { portrait: false },
      mayDowngrade: false,
      reader: { sizeKey: 'pretend' },
      memory: freshMemory(),
    });
    reader.close();
    return read.ok ? read.value.person.name : read.fault;
  }

  test.each<[CardOptions, string]>([
    [{}, 'Trần Quốc Bình'],
    [{ msPerApdu: 2 }, 'Trần Quốc Bình'],
    [{ tampersFrom: 4 }, 'card-unreadable'],
    [{ lengthLie: -3 }, 'card-altered'],
    [{ lengthLie: 40 }, 'card-unreadable'],
    [{ isForeign: true }, 'card-unknown'],
    [{ liftAfterApdus: 6 }, 'card-removed'],
    [{ liftInAnswer: 6 }, 'card-removed'],
  ])('%o: %s', async (options, outcome) => {
    expect(await readWith(options)).toBe(outcome);
  });

  test('through the process of the pretend reader, and through its cable', async () => {
    const port = await freePort();
    const host = new URL('../fakes/reader-host.ts', import.meta.url);
    const told: string[] = [];
    const reader = openReader(() => startHost(host, { port }), {
      placed: () => told.push('placed'),
      removed: () => told.push('removed'),
      state: (state) => told.push(state),
      opened: () => {},
    });
    await expect.poll(() => told, { timeout: 10_000 }).toContain('ready');
    const card = new VirtualCard(citizen);
    await card.place(port);
    await expect.poll(() => told).toContain('placed');
    const read = await reader.readCard(key, () => {}, new AbortController().signal);
    expect(read).toMatchObject({ ok: true, value: { person: { name: 'Trần Quốc Bình', expiryDay: undefined } } });
    await setPlug(port, 'out');
    await expect.poll(() => told.slice(-2)).toEqual(['removed', 'faulty']);
    expect(await reader.readCard(key, () => {}, new AbortController().signal)).toEqual({
      ok: false,
      fault: 'reader-lost',
    });
    await setPlug(port, 'in');
    await expect.poll(() => told.at(-1)).toBe('ready');
    reader.stop();
  });
});
