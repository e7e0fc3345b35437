import {
  constants,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  sign,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerIsGenuine, askChip } from '../../core/card/active-authentication.ts';
import { parseDg15 } from '../../core/card/dg15.ts';
import { fail, ok } from '../../core/result.ts';
import { hex } from './hex.ts';
import { isAbsent, specimen, vectors } from './shared-files.ts';
import { spoilt } from './spoilt.ts';

const challenge = hex('96302B0F3D7E7864');
const bitFlipped = (bytes: Uint8Array, bit: number) =>
  bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte));
const spkiOf = (key: KeyObject) => Uint8Array.from(key.export({ type: 'spki', format: 'der' }));

/** Trailers of ISO/IEC 9796-2; SHA-1 has two. */
const trailers = [
  ['sha1', 'BC'],
  ['sha1', '33CC'],
  ['sha224', '38CC'],
  ['sha256', '34CC'],
  ['sha384', '36CC'],
  ['sha512', '35CC'],
] as const;

interface Chip {
  readonly publicKey: Uint8Array;
  readonly answer: Uint8Array;
  readonly signatureOid?: string;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const another = generateKeyPairSync('rsa', { modulusLength: 1024 });

/** What a chip answers by ISO/IEC 9796-2 scheme 1, or what a forger would who had its key. */
function recoverable(hash: string, trailer: string, { first = '6A', key = rsa, to = challenge } = {}): Chip {
  const bytes = Math.ceil(key.publicKey.asymmetricKeyDetails!.modulusLength! / 8);
  const end = hex(trailer);
  const own = new Uint8Array(bytes - 1 - createHash(hash).digest().length - end.length).fill(0x5a);
  const digest = createHash(hash).update(own).update(to).digest();
  const message = Buffer.concat([hex(first), own, digest, end]);
  const answer = privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, message);
  return { publicKey: spkiOf(key.publicKey), answer: Uint8Array.from(answer) };
}

const signatureOids = { sha1: 1, sha224: 2, sha256: 3, sha384: 4, sha512: 5 } as const;

function signed(curve: string, hash: keyof typeof signatureOids, dsaEncoding: 'ieee-p1363' | 'der'): Chip {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const answer = Uint8Array.from(sign(hash, challenge, { key: privateKey, dsaEncoding }));
  return { publicKey: spkiOf(publicKey), answer, signatureOid: `0.4.0.127.0.7.1.1.4.1.${signatureOids[hash]}` };
}

const isGenuine = ({ publicKey, answer, signatureOid }: Chip, to = challenge) =>
  answerIsGenuine(publicKey, to, answer, signatureOid);

function expectEveryFlipNoticed(chip: Chip, step = 1) {
  for (let bit = 0; bit < 8 * chip.answer.length; bit += step) {
    expect(isGenuine({ ...chip, answer: bitFlipped(chip.answer, bit) })).toBe(false);
  }
  for (let bit = 0; bit < 64; bit += step) expect(isGenuine(chip, bitFlipped(challenge, bit))).toBe(false);
}

describe('RSA with message recovery', () => {
  test.each(trailers)('%s under trailer %s; one flipped bit anywhere is noticed', (hash, trailer) => {
    const chip = recoverable(hash, trailer);
    expect(isGenuine(chip)).toBe(true);
    expectEveryFlipNoticed(chip, 7);
  });

  test('the complement of a signature is one too', () => {
    const chip = recoverable('sha256', '34CC');
    const modulus = BigInt(`0x${Buffer.from(rsa.publicKey.export({ format: 'jwk' }).n!, 'base64url').toString('hex')}`);
    const complement = modulus - BigInt(`0x${Buffer.from(chip.answer).toString('hex')}`);
    expect(isGenuine({ ...chip, answer: hex(complement.toString(16).padStart(256, '0')) })).toBe(true);
  });

  test.each([
    ['another first byte', recoverable('sha256', '34CC', { first: '4A' })],
    ['another trailer', recoverable('sha256', '31CC')],
    ['the hash of another length', recoverable('sha256', '38CC')],
    ['SHA-256 under the trailer of SHA-1', recoverable('sha256', 'BC')],
    ['an answer to another challenge', recoverable('sha256', '34CC', { to: hex('96302B0F3D7E7865') })],
    ['another key', { ...recoverable('sha1', 'BC', { key: another }), publicKey: spkiOf(rsa.publicKey) }],
  ])('%s is not genuine', (_, chip) => expect(isGenuine(chip)).toBe(false));

  test('an answer longer or shorter than the modulus is none', () => {
    const chip = recoverable('sha1', 'BC');
    for (const answer of [chip.answer.subarray(1), Uint8Array.of(0, ...chip.answer), new Uint8Array()]) {
      expect(isGenuine({ ...chip, answer })).toBe(false);
    }
  });

  test.skipIf(isAbsent)('a real chip', () => {
    const [dg15, to, answer] = vectors('gmrtd-activeauth', 'TestDoActiveAuth').slice(6, 9) as Uint8Array[];
    expect(to).toEqual(challenge);
    const chip = { publicKey: parseDg15(dg15!)!, answer: answer! };
    expect(isGenuine(chip)).toBe(true);
    expectEveryFlipNoticed(chip, 101);
  });

  test.skipIf(isAbsent)("the specimen's key is read: nothing it has not signed is genuine", () => {
    expect(answerIsGenuine(parseDg15(specimen('EF_DG15'))!, challenge, new Uint8Array(128))).toBe(false);
  });
});

describe('ECDSA', () => {
  const kinds = [
    ['prime256v1', 'sha256'],
    ['brainpoolP256r1', 'sha256'],
    ['brainpoolP256r1', 'sha1'],
    ['secp224r1', 'sha224'],
    ['secp384r1', 'sha384'],
    ['secp521r1', 'sha512'],
    ['brainpoolP384r1', 'sha512'],
  ] as const;
  test.each(kinds.flatMap(([curve, hash]) => [[curve, hash, 'ieee-p1363'] as const, [curve, hash, 'der'] as const]))(
    '%s with %s as %s; a flipped bit is noticed',
    (curve, hash, form) => {
      const chip = signed(curve, hash, form);
      expect(isGenuine(chip)).toBe(true);
      expectEveryFlipNoticed(chip, 41);
    },
  );

  test('without an algorithm in DG14 every hash is tried', () => {
    const { signatureOid: _, ...chip } = signed('prime256v1', 'sha384', 'ieee-p1363');
    expect(isGenuine(chip)).toBe(true);
    expectEveryFlipNoticed(chip, 67);
  });

  test('the hash that DG14 names is the only one', () => {
    const chip = signed('prime256v1', 'sha256', 'ieee-p1363');
    expect(isGenuine({ ...chip, signatureOid: '0.4.0.127.0.7.1.1.4.1.4' })).toBe(false);
  });

  test('zeros are no signature', () => {
    const chip = signed('prime256v1', 'sha256', 'ieee-p1363');
    for (const answer of [new Uint8Array(64), hex('3006020100020100'), hex('3000')]) {
      expect(isGenuine({ ...chip, answer })).toBe(false);
    }
  });
});

describe('INTERNAL AUTHENTICATE', () => {
  test('brings the answer, or the refusal', async () => {
    const sent: unknown[] = [];
    const send = (status: number) => async (command: unknown) => {
      sent.push(command);
      return ok({ data: hex('AABB'), status });
    };
    expect(await askChip(send(0x9000), challenge)).toEqual(ok(hex('AABB')));
    expect(await askChip(send(0x6982), challenge, 1_000)).toEqual(fail('chip-key-refused'));
    expect(sent).toEqual([256, 1_000].map((expect) => ({ cla: 0, ins: 0x88, p1: 0, p2: 0, data: challenge, expect })));
  });
});

test('no key and no answer makes it throw, and none that is changed is genuine', () => {
  const chips = [recoverable('sha256', '34CC'), signed('prime256v1', 'sha256', 'der')];
  const keys = spoilt(chips.map((one) => one.publicKey));
  const answers = spoilt(chips.map((one) => one.answer));
  fc.assert(
    fc.property(keys, answers, (publicKey, answer) => {
      const isWhole = chips.some((one) => Buffer.from(one.answer).equals(answer));
      expect(answerIsGenuine(publicKey, challenge, answer) && !isWhole).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('the vectors above are checked against node:crypto', () => {
  const { answer } = recoverable('sha1', 'BC');
  const opened = publicDecrypt({ key: rsa.publicKey, padding: constants.RSA_NO_PADDING }, answer);
  expect([opened[0], opened.at(-1)]).toEqual([0x6a, 0xbc]);
});
