import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { domainOf } from '../../core/card/domains.ts';
import { makeEphemeral } from '../../core/card/ephemeral.ts';
import { largestPiece } from '../../core/card/piece.ts';
import type { Reading } from '../../core/card/reading.ts';
import { benchCitizen } from '../fakes/card/bench-card.ts';
import { Chip } from '../fakes/card/chip.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import { freshMemory, keyTo, type Mishap, readInHand } from './card-in-hand.ts';

const judged = vi.hoisted(() => ({ signatures: 0 }));
vi.mock('../../core/card/signature.ts', async (original) => {
  const real = await original<typeof import('../../core/card/signature.ts')>();
  const verify: typeof real.verify = (...given) => {
    judged.signatures++;
    return real.verify(...given);
  };
  return { ...real, verify };
});

const key = keyTo(benchCitizen);
const brainpoolP256r1 = domainOf(13)!;
const ahead = () => makeEphemeral(brainpoolP256r1, (length) => crypto.getRandomValues(new Uint8Array(length)));

/** One whole read, with the signatures that were checked for it. */
async function readWhole(more: { mishap?: Mishap } & Partial<Reading> = {}) {
  const before = judged.signatures;
  const memory = freshMemory(trustedIssuer());
  const done = await readInHand(new Chip(benchCitizen), key, { memory, wants: { portrait: true }, ...more });
  // What was begun meanwhile is through.
  await wait(5);
  if (!done.read.ok) throw new Error(done.read.fault);
  expect(done.read.value.proof.kind).toBe('genuine');
  return { ...done, signatures: judged.signatures - before };
}

/** Answers of so many bytes of a file. */
function memoryFor(bytes: number) {
  const memory = freshMemory(trustedIssuer());
  let length = 256;
  while (largestPiece('AES-128', length + 1) <= bytes) length++;
  memory.sizes.set('in hand', length);
  return memory;
}

test.each([
  [223, 95],
  [1_000, 34],
  [4_096, 19],
  [16_384, 16],
])('a whole read and its proofs in pieces of %i bytes take at most %i commands', async (bytes, most) => {
  expect((await readWhole({ memory: memoryFor(bytes) })).commands.length).toBeLessThanOrEqual(most);
});

test('key pairs made ahead are used once each, and their secrets wiped', async () => {
  const memory = freshMemory(trustedIssuer());
  const made = [ahead(), ahead(), ahead()];
  memory.ephemerals.push(...made);
  await readWhole({ memory });
  expect(memory.ephemerals).toEqual([made[2]]);
  const isWiped = made.map(({ secret }) => secret.every((byte) => byte === 0));
  expect(isWiped).toEqual([true, true, false]);
});

test('a signer that is remembered costs no signature: one is left, of the card itself', async () => {
  const memory = freshMemory(trustedIssuer());
  expect((await readWhole({ memory })).signatures).toBe(2);
  expect((await readWhole({ memory })).signatures).toBe(1);
});

test('signatures are checked while the chip is answering with the portrait, and not again', async () => {
  const order: string[] = [];
  const { signatures } = await readWhole({
    mishap: async (answer) => {
      const before = judged.signatures;
      await wait(20);
      order.push(judged.signatures > before ? 'checked' : '');
      return { ok: true, value: answer };
    },
    stepEnded: (step) => order.push(step),
  });
  expect(signatures).toBe(2);
  const portrait = order.slice(order.indexOf('proveChip') + 1, order.indexOf('readPortrait'));
  expect(portrait[0]).toBe('checked');
  expect(order.filter((one) => one === 'checked')).toHaveLength(1);
});
