import { expect, test } from 'vitest';
import { VirtualCard } from '../fakes/card/virtual-card.ts';
import { badCards, type CardCase, citizen, goodCards } from './bad-cards.ts';
import { keyTo } from './card-in-hand.ts';
import { outcomeOf, type Tap, type Tappable, tap } from './tapped.ts';

/** Lays the card on as often as the case wants, and reads it. */
async function taken({
  made,
  of = citizen,
  key = keyTo(citizen),
  reading = {},
  wrong,
  taps = 1,
}: CardCase): Promise<Tap> {
  const card = new VirtualCard(of, made);
  for (let count = 1; ; count++) {
    card.enter();
    const read = await tap(meddledWith(card, wrong?.()), key, reading);
    if (count === taps) return read;
  }
}

function meddledWith(card: VirtualCard, meddle: ReturnType<NonNullable<CardCase['wrong']>> | undefined): Tappable {
  const before: Uint8Array[] = [];
  return {
    async transceive(apdu) {
      const answer = await card.transceive(apdu);
      const given = meddle ? meddle(answer, before.length + 1, apdu, before) : answer;
      before.push(given);
      return given;
    },
  };
}

test.each(goodCards)('a peculiar card is read: $name', async (one) => {
  expect(outcomeOf(await taken(one))).toBe(one.outcome);
});

test.each(badCards)('a bad card: $name', async (one) => {
  const read = await taken(one);
  expect(outcomeOf(read)).toBe(one.outcome);
});

test('there are at least 60 bad cards, and none but those read by a permitted downgrade is genuine', () => {
  expect(badCards.length).toBeGreaterThanOrEqual(60);
  const believed = badCards.filter(({ outcome }) => outcome.startsWith('genuine'));
  expect(believed.every(({ reading, outcome }) => reading?.mayDowngrade && outcome.includes('downgraded'))).toBe(true);
  expect(new Set(badCards.map(({ name }) => name)).size).toBe(badCards.length);
});
