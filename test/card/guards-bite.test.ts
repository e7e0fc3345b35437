import { expect, test, vi } from 'vitest';
import type { CardOptions } from '../fakes/card/virtual-card.ts';
import { VirtualCard } from '../fakes/card/virtual-card.ts';
import { citizen } from './bad-cards.ts';
import { keyTo } from './card-in-hand.ts';
import { outcomeOf, tap } from './tapped.ts';

/** Guards that are taken out for a moment, so that the bad cards which only they stop are seen to pass. */
const out = vi.hoisted(() => ({ hashes: false, signature: false, answer: false, bareWord: false }));

vi.mock('../../core/card/security-object.ts', async (load) => {
  const real = await load<typeof import('../../core/card/security-object.ts')>();
  const partMatches: typeof real.partMatches = (...given) => out.hashes || real.partMatches(...given);
  return { ...real, partMatches };
});
vi.mock('../../core/card/signature.ts', async (load) => {
  const real = await load<typeof import('../../core/card/signature.ts')>();
  const verify: typeof real.verify = (...given) => (out.signature ? 'holds' : real.verify(...given));
  return { ...real, verify };
});
vi.mock('../../core/card/active-authentication.ts', async (load) => {
  const real = await load<typeof import('../../core/card/active-authentication.ts')>();
  const answerIsGenuine: typeof real.answerIsGenuine = (...given) => out.answer || real.answerIsGenuine(...given);
  return { ...real, answerIsGenuine };
});
vi.mock('../../core/card/messaging.ts', async (load) => {
  const real = await load<typeof import('../../core/card/messaging.ts')>();
  const protectedSend: typeof real.protectedSend = (...given) => {
    const send = real.protectedSend(...given);
    return async (command) => {
      const said = await send(command);
      if (!out.bareWord || !said.ok) return said;
      const { data, status } = said.value;
      return { ok: true, value: { data, status } };
    };
  };
  return { ...real, protectedSend };
});

const changed: CardOptions = {
  afterSigning: (name, bytes) =>
    name === 'dg13' ? Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))) : bytes,
};
const isGenuine = async (made: CardOptions) =>
  outcomeOf(await tap(new VirtualCard(citizen, made), keyTo(citizen))).startsWith('genuine');

test.each<[keyof typeof out, CardOptions]>([
  ['hashes', changed],
  ['signature', { flaw: 'bad-signature' }],
  ['signature', { flaw: 'bad-certificate' }],
  ['answer', { isClone: true, chipAuthentication: 'none' }],
  ['bareWord', { isClone: true, activeAuthentication: 'none' }],
])('without the guard on %s a bad card would be genuine, with it is not', async (guard, made) => {
  expect(await isGenuine(made)).toBe(false);
  out[guard] = true;
  expect(await isGenuine(made)).toBe(true);
  out[guard] = false;
});

test('where a downgrade is permitted a chip that fails PACE is read, and the result says so', async () => {
  const refusing = (card = new VirtualCard(citizen)) => ({
    async transceive(apdu: Uint8Array) {
      const answer = await card.transceive(apdu);
      return apdu[1] === 0x22 && apdu[2] === 0xc1 ? Uint8Array.of(0x6a, 0x80) : answer;
    },
  });
  const strict = await tap(refusing(), keyTo(citizen));
  expect(outcomeOf(strict)).toBe('card-unreadable');
  expect(strict.commands.some(([, ins]) => ins === 0x84)).toBe(false);
  const lenient = await tap(refusing(), keyTo(citizen), { mayDowngrade: true });
  expect(lenient.read).toMatchObject({ ok: true, value: { access: { protocol: 'bac', isDowngraded: true } } });
});
