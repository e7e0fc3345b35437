import { describe, expect, test } from 'vitest';
import { type Breakage, broken } from '../fakes/card/broken-files.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { contentsOf } from '../fakes/card/contents.ts';
import { curves } from '../fakes/card/curves.ts';
import { applicationIds } from '../fakes/card/files.ts';
import { bitsMs, Link } from '../fakes/card/link.ts';
import { type Misbehaviour, spoilt } from '../fakes/card/misbehaviour.ts';
import { pointBytes } from '../fakes/card/points.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { hex } from './virtual-terminal.ts';

const citizen = citizens[0]!;
const select = hex('00a4040c07a0000002471001');
const challenge = hex('0084000008');

describe('the link', () => {
  test('adds bits, commands and steps with a public key', () => {
    const link = new Link({ kbitPerSecond: 106, msPerCommand: 10, msPerKeyStep: 50 });
    expect(link.exchange(53, 53, 0)).toBeCloseTo(18);
    expect(link.exchange(53, 0, 1)).toBeCloseTo(54);
    expect([link.apdus, link.bytesToChip, link.bytesFromChip, link.ownMs]).toEqual([2, 106, 53, 60]);
    expect(link.elapsedMs).toBeCloseTo(72);
    link.clear();
    expect(link.elapsedMs).toBe(0);
  });

  test('17,872 bytes take 337 ms at 424 kbit/s, and four times that at 106', () => {
    expect(bitsMs(17_872, { kbitPerSecond: 424 })).toBeCloseTo(337, 0);
    expect(bitsMs(17_872, { kbitPerSecond: 106 })).toBeCloseTo(1349, 0);
  });

  test('the account is that of what went over it, and no time passes', async () => {
    const card = new VirtualCard(citizen, { link: { kbitPerSecond: 424 } });
    const began = performance.now();
    for (let time = 0; time < 100; time++) await card.transceive(select);
    expect(card.link.elapsedMs).toBeCloseTo(100 * (12 + (14 * 8) / 424));
    expect(performance.now() - began).toBeLessThan(600);
  });

  test('as real delay it is waited for', async () => {
    const card = new VirtualCard(citizen, { link: { isReal: true, msPerCommand: 40 } });
    const began = performance.now();
    await card.transceive(select);
    expect(performance.now() - began).toBeGreaterThan(35);
  });
});

describe('spoken to directly', () => {
  const laid = (options: CardOptions) => new VirtualCard(citizen, options);

  test.each<[Misbehaviour, string]>([
    [{ at: 2, kind: 'removed' }, ''],
    [{ at: 2, kind: 'empty' }, ''],
    [{ at: 2, kind: 'wrong-word' }, '6f00'],
    [{ at: 2, kind: 'wrong-word', word: 0x6985 }, '6985'],
    [{ at: 2, kind: 'replayed' }, '9000'],
  ])('%o', async (misbehaves, said) => {
    const card = laid({ misbehaves });
    expect(Buffer.from(await card.transceive(select))).toEqual(hex('9000'));
    expect(Buffer.from(await card.transceive(challenge))).toEqual(hex(said));
    const third = await card.transceive(select);
    expect(third).toHaveLength(misbehaves.kind === 'removed' ? 0 : 2);
  });

  test('half an answer, and from there on', async () => {
    const card = laid({ misbehaves: { at: 2, kind: 'short', isFromThereOn: true } });
    await card.transceive(select);
    expect(await card.transceive(challenge)).toHaveLength(5);
    expect(await card.transceive(challenge)).toHaveLength(5);
  });

  test('a mute one is silent until it is lifted, and answers when it is back', async () => {
    const card = laid({ misbehaves: { at: 1, kind: 'mute' } });
    const answer = card.transceive(select);
    card.lift();
    expect(await answer).toHaveLength(0);
    expect(await card.transceive(select)).toHaveLength(0);
    card.enter();
    expect(await card.transceive(select)).toHaveLength(2);
  });

  test('a wrong password is answered late', async () => {
    const card = laid({ pace: { msAfterWrong: 60 } });
    const ask = async (text: string) => Buffer.from(await card.transceive(hex(text))).toString('hex');
    await ask('0022c1a40f800a04007f00070202040202830102');
    await ask('10860000027c0000');
    const key = pointBytes(curves.brainpoolP256r1, curves.brainpoolP256r1.base).toString('hex');
    for (const tag of ['81', '83']) await ask(`10860000457c43${tag}41${key}00`);
    const began = performance.now();
    expect(await ask('008600000c7c0a8508000000000000000000')).toBe('6300');
    expect(performance.now() - began).toBeGreaterThan(55);
  });

  test('a wrong checksum is the honest answer but for one bit of its checksum', () => {
    const honest = hex('990290008e08fa855a5d4c50a8ed9000');
    expect(Buffer.from(spoilt({ at: 1, kind: 'wrong-mac' }, honest, honest))).toEqual(
      hex('990290008e08fa855a5d4c50a8ec9000'),
    );
    expect(spoilt({ at: 1, kind: 'wrong-mac' }, hex('9000'), honest)).toEqual(hex('9000'));
  });

  test('an open answer whose random bytes look like half a checksum is left alone', () => {
    const open = hex('7c0e800c001122338e44556677889900aabb9000');
    expect(spoilt({ at: 1, kind: 'wrong-mac' }, open, open)).toEqual(open);
  });
});

describe('broken files', () => {
  const dg13 = (how: Breakage) =>
    contentsOf(citizen, { afterSigning: broken('dg13', how) }).application.get(applicationIds.dg13)!;

  test.each<[Breakage, string]>([
    ['huge-length', '6d84ffffffff30'],
    ['length-of-many-bytes', '6dffff'],
    ['indefinite', '6d8030'],
    ['endless-nesting', '6d8207d030803080'],
    ['other-tag', '0482'],
    ['inner-length-past-the-end', '6d40307f'],
    ['empty', '6d00'],
  ])('%s', (how, start) => expect(dg13(how).toString('hex')).toMatch(new RegExp(`^${start}`)));

  test('others are left alone', () => {
    const { application } = contentsOf(citizen, { afterSigning: broken('dg13', 'cut') });
    expect(application.get(applicationIds.dg1)).toHaveLength(95);
  });
});
