import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fail } from '../../core/result.ts';
import { openReader } from '../../electron/devices/reader.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';

const citizen = citizens[0]!;
const { idNumber, name, birthDay, sex } = citizen;
const key = { idNumber, mrz: [{ documentNumber: idNumber.slice(3), birthDay, expiryDay: '2099-12-31' }] };
const person = { ok: true, value: { person: { idNumber, name, birthDay, sex }, isProved: false } };

let pcscd: Pcscd;
let reader: ReturnType<typeof openReader>;
let card: VirtualCard;
const seen: string[] = [];

beforeAll(async () => {
  pcscd = await startPcscd();
  Object.assign(process.env, pcscd.env);
  reader = openReader(() => startHost(new URL('../../electron/devices/reader-host.ts', import.meta.url), {}), {
    placed: () => seen.push('placed'),
    removed: () => seen.push('removed'),
    state: (state) => seen.push(state),
  });
  await until(() => seen.includes('ready'));
});
afterEach(() => {
  card.lift();
  return until(() => !reader.hasCard());
});
afterAll(async () => {
  reader?.stop();
  await pcscd?.stop();
});

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 });

async function place(options: CardOptions = {}): Promise<void> {
  card = new VirtualCard(citizen, options);
  await card.place(pcscd.vpcdPort);
  await until(reader.hasCard);
}

const read = (stop = new AbortController(), report: () => void = () => {}) => reader.readCard(key, report, stop.signal);

describe("the reader's process, with a card on a real PC/SC daemon", () => {
  test('reads the citizen, with progress, as often as it is asked', async () => {
    await place();
    let reports = 0;
    for (let times = 0; times < 3; times++) expect(await read(undefined, () => reports++)).toMatchObject(person);
    expect(reports).toBeGreaterThan(3);
  });

  test('a card lifted at any command is a card removed, and is read when it is put back', async () => {
    for (const liftAfterApdus of [0, 1, 3, 6, 10]) {
      await place({ liftAfterApdus });
      expect(await read()).toEqual(fail('card-removed'));
      await until(() => !reader.hasCard());
    }
    await place();
    expect(await read()).toMatchObject(person);
  });

  test('a reading that is left stops at its next command; the next reading has the card to itself', async () => {
    await place({ msPerApdu: 50 });
    const leave = new AbortController();
    const left = read(leave, () => leave.abort());
    expect(await left).toMatchObject({ ok: false });
    expect(await read()).toMatchObject(person);
  });

  test('a second reading takes the place of the first', async () => {
    await place({ msPerApdu: 50 });
    const first = read();
    const second = read();
    expect(await first).toEqual(fail('card-unreadable'));
    expect(await second).toMatchObject(person);
  });

  test('a chip that hangs takes its process with it, not the kiosk: the next card is read by a new one', async () => {
    await place({ isMute: true });
    const leave = new AbortController();
    const stuck = read(leave);
    await until(() => card.apdus > 0);
    seen.length = 0;
    leave.abort();
    expect(await stuck).toMatchObject({ ok: false });
    await until(() => seen.includes('faulty'));
    card.lift();
    await until(() => seen.includes('ready'));
    await place();
    expect(await read()).toMatchObject(person);
  });

  test('a reader pulled out in the middle of a reading is lost, and is found again', async () => {
    await place({ msPerApdu: 50 });
    seen.length = 0;
    expect(await read(undefined, () => pcscd.kill())).toEqual(fail('reader-lost'));
    await until(() => seen.includes('faulty'));
    expect(seen).toEqual(['removed', 'faulty']);
    await pcscd.restart();
    await until(() => seen.includes('ready'));
    await place();
    expect(await read()).toMatchObject(person);
  });
});
