import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transceive } from '../../core/card/apdu.ts';
import type { Refusal } from '../../core/card/reading.ts';
import { parseScan } from '../../core/card/scan.ts';
import { fail, ok } from '../../core/result.ts';
import { Chip } from '../fakes/card/chip.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { qrText } from '../fakes/card/codes.ts';
import { keyTo, type Mishap, readInHand, today } from './card-in-hand.ts';
import { hex } from './hex.ts';

const citizen = citizens[0]!;
const other = citizens[1]!;
const key = keyTo(citizen);
const answering = (word: string) => async () => ok(hex(word));
const bare = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd');

describe.each(citizens)('the card of $name', (one) => {
  test('gives its citizen', async () => {
    const { idNumber, name, birthDay, sex, expiryDay } = one;
    const { person: read } = await readInHand(new Chip(one), keyTo(one));
    const expected = one.hasDg13 ? name.normalize('NFC') : bare(name).toUpperCase();
    expect(read).toEqual(ok({ idNumber, name: expected, birthDay, sex, expiryDay }));
  });

  test('opens to its QR as to its lines', async () => {
    const scanned = parseScan(qrText(one), today);
    if (!scanned.ok) throw new Error('the QR of the card is good');
    expect((await readInHand(new Chip(one), scanned.value)).person).toMatchObject({ ok: true });
  });
});

describe('the reading', () => {
  test('tells its bytes from nothing to all of them, never backwards', async () => {
    const { reports } = await readInHand(new Chip(citizen), key);
    const shares = reports.map(({ bytes, total }) => bytes / total);
    expect(shares[0]).toBeLessThan(0.5);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('sends the text of the card over no wire: all after the keys is protected', async () => {
    const { commands } = await readInHand(new Chip(citizen), key);
    expect(commands.slice(0, 6).map((one) => one[1])).toEqual([0xb0, 0x22, 0x86, 0x86, 0x86, 0x86]);
    expect(commands.slice(6).every((one) => one[0] === 0x0c)).toBe(true);
    expect(commands.every((one) => one.length <= 261)).toBe(true);
  });

  test('tries each key that the code may mean', async () => {
    const [good] = key.mrz;
    const wrong = { ...good!, expiryDay: '2031-01-01' };
    const { person: read, commands } = await readInHand(new Chip(citizen, { access: 'bac' }), {
      ...key,
      mrz: [wrong, wrong, good!],
    });
    expect(read).toMatchObject({ ok: true });
    expect(commands.filter((one) => one[1] === 0x82)).toHaveLength(3);
  });

  test('another card, or a wrong code, does not open', async () => {
    expect((await readInHand(new Chip(other), key)).person).toEqual(fail('access-key-wrong'));
  });

  test('a key that names another citizen is of another card', async () => {
    const named = { ...key, idNumber: other.idNumber };
    expect((await readInHand(new Chip(citizen, { access: 'bac' }), named)).person).toEqual(fail('cards-differ'));
    const unnamed = { mrz: key.mrz };
    expect((await readInHand(new Chip(citizen), unnamed)).person).toMatchObject({ ok: true });
  });

  test('a card of another kind is unknown', async () => {
    const foreign = new Chip(citizen, { isForeign: true });
    expect((await readInHand(foreign, key)).person).toEqual(fail('card-unknown'));
    for (const word of ['6A81', '6D00', '6E00', '6999'])
      expect((await readInHand(foreign, key, { mishap: answering(word) })).person).toEqual(fail('card-unknown'));
    expect((await readInHand(foreign, key, { mishap: answering('6F00') })).person).toEqual(fail('card-unreadable'));
  });

  test('a file that says to be longer than it is cannot be read, one that says to be shorter is not what was signed', async () => {
    for (const lengthLie of [1, 40, 20_000])
      expect((await readInHand(new Chip(citizen, { lengthLie }), key)).person).toEqual(fail('card-unreadable'));
    for (const lengthLie of [-60, -1])
      expect((await readInHand(new Chip(citizen, { lengthLie }), key)).person).toEqual(fail('card-altered'));
  });
});

test('a DG13 that is refused, outside the protection and ending it, turns nobody away', async () => {
  const chip = new Chip(citizen);
  let isRefused = false;
  const refusing = {
    answer(raw: Uint8Array) {
      const isDg13 = raw[1] === 0xb0 && raw[2] === 0x8d;
      if (isRefused || !isDg13) return chip.answer(raw);
      isRefused = true;
      chip.reset();
      return Buffer.from('6982', 'hex');
    },
  };
  const { person: read } = await readInHand(refusing, key);
  expect(read).toMatchObject({
    ok: true,
    value: { idNumber: citizen.idNumber, name: bare(citizen.name).toUpperCase() },
  });
});

const flip = (answer: Uint8Array, at: number) => answer.map((byte, index) => (index === at ? byte ^ 0x40 : byte));

/** Each trouble, and the faults that it may be told as. */
const troubles: Readonly<Record<string, readonly [(answer: Uint8Array) => ReturnType<Transceive>, readonly string[]]>> =
  {
    'is lifted': [async () => fail('card-removed'), ['card-removed']],
    'is lifted, and the driver says that all is well': [async () => ok(new Uint8Array()), ['card-removed']],
    'is lifted after one byte': [async (answer) => ok(answer.subarray(0, 1)), ['card-removed']],
    'loses its reader': [async () => fail('reader-lost'), ['reader-lost']],
    'cannot be heard': [async () => fail('card-unreadable'), ['card-unreadable']],
    'answers 6F00': [answering('6F00'), ['card-unreadable', 'access-key-wrong', 'card-unknown', 'none']],
    'answers with a wrong MAC': [
      async (answer) => ok(flip(answer, answer.length - 4)),
      ['card-unreadable', 'access-key-wrong', 'card-copied'],
    ],
    // Under protection the true status is inside, signed; the one outside says nothing.
    'answers with a wrong status': [
      async (answer) => ok(flip(answer, answer.length - 2)),
      ['card-unreadable', 'access-key-wrong', 'none'],
    ],
    'answers with half of the answer': [async (answer) => ok(halved(answer)), ['card-unreadable', 'card-copied']],
    'answers anything': [
      async (answer) => ok(answer.map((_, at) => (at * 89 + 13) & 0xff)),
      ['card-unreadable', 'access-key-wrong', 'card-copied'],
    ],
  };

/** Without its middle, its status word in place. */
function halved(answer: Uint8Array): Uint8Array {
  const half = answer.subarray(0, Math.floor((answer.length - 2) / 2));
  return Uint8Array.from([...half, ...answer.subarray(-2)]);
}

describe.each(Object.entries(troubles))('a card that %s', (_, [spoil, faults]) => {
  test('is told as such, whatever was being done', async () => {
    const { commands } = await readInHand(new Chip(citizen), key);
    for (let at = 0; at < commands.length; at++) {
      const mishap: Mishap = async (answer, index) => (index < at ? ok(answer) : spoil(answer));
      const { person: read } = await readInHand(new Chip(citizen), key, { mishap });
      expect(faults, `command ${at}`).toContain(read.ok ? 'none' : read.fault);
      if (read.ok) expect(read.value.idNumber).toBe(citizen.idNumber);
    }
  });
});

test('where a reading ended is told by step, file and bytes, and by nothing that stood there', async () => {
  const places: Refusal[] = [];
  await readInHand(new Chip(citizen, { lengthLie: 40 }), key, { refused: (where) => places.push(where) });
  expect(places).toHaveLength(1);
  expect(places[0]).toMatchObject({ step: 'readPerson', file: 'DG1' });
  expect(places[0]?.offset).toBeGreaterThan(0);
});

describe('an end to every wait', () => {
  const mute: Mishap = () => new Promise(() => {});

  test('a card that falls silent at any command is left when the reading is stopped', async () => {
    const { commands } = await readInHand(new Chip(citizen), key);
    for (let at = 0; at < commands.length; at++) {
      const stop = new AbortController();
      const mishap: Mishap = (answer, index) => {
        if (index < at) return Promise.resolve(ok(answer));
        queueMicrotask(() => stop.abort());
        return mute(answer, index);
      };
      const { person: read } = await readInHand(new Chip(citizen), key, { mishap, stop: stop.signal });
      expect(read).toEqual(fail('card-unreadable'));
    }
  });

  test('a reading that is stopped before it begins sends nothing', async () => {
    const { person: read, commands } = await readInHand(new Chip(citizen), key, { stop: AbortSignal.abort() });
    expect([read, commands]).toEqual([fail('card-unreadable'), []]);
  });
});

test('no answers at all make the reading throw, and none but the citizen comes out', async () => {
  const spoilt = fc.record({ at: fc.nat(17), from: fc.nat(260), to: fc.nat(255), cut: fc.nat(260) });
  await fc.assert(
    fc.asyncProperty(spoilt, async ({ at, from, to, cut }) => {
      const mishap: Mishap = async (answer, index) => {
        if (index !== at) return ok(answer);
        return ok(answer.map((byte, place) => (place === from ? to : byte)).subarray(0, Math.max(cut, 1)));
      };
      const { person: read } = await readInHand(new Chip(citizen), key, { mishap });
      if (read.ok) expect(read.value.idNumber).toBe(citizen.idNumber);
    }),
    { numRuns: 200 },
  );
});
