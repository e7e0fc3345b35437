import { describe, expect, test } from 'vitest';
import { benchCard, benchCitizen } from '../fakes/card/bench-card.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import { freshMemory, keyTo } from './card-in-hand.ts';
import { openCardTable } from './card-table.ts';
import { commandsOfWholeRead, removeAt } from './removed-anywhere.ts';
import { outcomeOf, tap } from './tapped.ts';

/** Each removal there takes some two seconds, most of them for the reader to see the card come and go. */
const SWEEP_MS = 240_000;
/** DG1, DG14 and DG15 in one each, DG13 in two: what the second tap need not read after the last command was lost. */
const COMMANDS_FOR_KEPT_FILES = 5;
const genuine = 'genuine by chip-authentication (pace)';

describe.each([false, true])('in hand, with the portrait: %s', (portrait) => {
  const card = benchCard();
  /** Reads it until `answers` were given, and then nothing any more; all that was read before is in `memory`. */
  const tapUntil = (answers: number, memory: ReturnType<typeof freshMemory>) => {
    let left = answers;
    card.enter();
    const lifted = { transceive: async (apdu: Uint8Array) => (left-- > 0 ? card.transceive(apdu) : new Uint8Array()) };
    return tap(lifted, keyTo(benchCitizen), { memory, wants: { portrait } });
  };

  test('lifted at each command it is a card removed, and the next tap goes on from the last whole file', async () => {
    const whole = (await tapUntil(Number.POSITIVE_INFINITY, freshMemory(trustedIssuer()))).commands.length;
    const second: number[] = [];
    for (let at = 0; at < whole; at++) {
      const memory = freshMemory(trustedIssuer());
      const first = await tapUntil(at, memory);
      expect(outcomeOf(first), `command ${at + 1}`).toBe('card-removed');
      expect(first.commands.length).toBeLessThanOrEqual(at + 2);
      const kept = memory.kept?.files.size ?? 0;
      const next = await tapUntil(Number.POSITIVE_INFINITY, memory);
      expect(outcomeOf(next)).toBe(genuine);
      expect(next.read.ok && !!next.read.value.portrait).toBe(portrait);
      expect(whole - next.commands.length).toBeGreaterThanOrEqual(kept);
      expect(memory.kept).toBeUndefined();
      second.push(next.commands.length);
    }
    expect(second).toEqual([...second].sort((a, b) => b - a));
    expect([second[0], second.at(-1)]).toEqual([whole, whole - COMMANDS_FOR_KEPT_FILES]);
  });
});

test('what was kept of one card is not taken for what another says', async () => {
  const memory = freshMemory(trustedIssuer());
  let left = 17;
  const card = benchCard();
  await tap(
    { transceive: async (apdu) => (left-- > 0 ? card.transceive(apdu) : new Uint8Array()) },
    keyTo(benchCitizen),
    {
      memory,
    },
  );
  expect(memory.kept?.files.size).toBeGreaterThan(0);
  const changed = benchCard({
    afterSigning: (name, bytes) =>
      name === 'dg14' ? Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))) : bytes,
  });
  expect(outcomeOf(await tap(changed, keyTo(benchCitizen), { memory }))).toBe('card-altered');
});

test('through a real PC/SC daemon too', { timeout: SWEEP_MS }, async () => {
  const table = await openCardTable();
  try {
    const whole = await commandsOfWholeRead(table);
    let worst = 0;
    for (let at = 1; at <= whole; at++) {
      const { fault, commands, again, ms } = await removeAt(at, table);
      expect([fault, again.isRead], `command ${at}`).toEqual(['card-removed', true]);
      expect(commands).toBeLessThanOrEqual(at + 1);
      expect(again.commands).toBeLessThanOrEqual(whole);
      worst = Math.max(worst, ms);
    }
    console.log(`from the lost command to its fault: at most ${worst.toFixed(0)} ms`);
  } finally {
    await table.stop();
  }
});
