import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCertificate } from '../../core/card/certificate.ts';
import { readRevocationList } from '../../core/card/crl.ts';
import { readAsn } from '../../core/card/der.ts';
import { provePassive } from '../../core/card/passive.ts';
import { openTrust } from '../../core/card/trust.ts';
import { certify, makeHand } from './made-up-issuer.ts';
import { makeSod } from './made-up-sod.ts';
import { der, octets, oid, sequence } from './write-der.ts';

const hand = makeHand({ hash: 'sha256', by: 'pkcs1' });
const csca = certify(hand, { name: 'CSCA', serial: 1, usage: 0x06, isAuthority: true });
const signer = certify(hand, { name: 'Signer', usage: 0x80 }, csca);
const dg1 = Uint8Array.of(0x61, 1, 7);
const sod = makeSod({ files: { 1: dg1 }, signer });
const trust = openTrust({ der: [csca.certificate] });
const prove = (bytes: Uint8Array) =>
  provePassive({ sod: bytes, files: new Map([['DG1', dg1]]), trust, at: '2026-11-24', mrzCountry: 'VNM' });
const altered = { kind: 'altered', which: ['security-object'] };
/** Milliseconds that refusing anything may take. */
const SOON = 200;

const ofLength = (...length: number[]) => Uint8Array.of(0x77, ...length, 0x30, 0x80, 0, 0);
const nested = (depth: number, head: readonly number[]) =>
  Uint8Array.from([0x77, 0x80, ...Array.from({ length: depth }, () => head).flat()]);

test.each([
  ['is empty', new Uint8Array()],
  ['is a tag alone', Uint8Array.of(0x77)],
  ['is longer than it says', Uint8Array.of(...sod, 0)],
  ['is cut short', sod.subarray(0, -1)],
  ['says that it is longer than it is', ofLength(0x7f)],
  ['says that it has 4 GB', ofLength(0x84, 0xff, 0xff, 0xff, 0xff)],
  ['has a length of 127 bytes', ofLength(0xff)],
  ['has a length of 5 bytes', ofLength(0x85, 0, 0, 0, 0, 1)],
  ['never ends', Uint8Array.of(0x77, 0x80, 0x30, 0x80, 0x30, 0x80)],
  ['never ends inside', Uint8Array.of(0x77, 0x80, 0x30, 0x80, 0, 0)],
  ['ends with half an end', Uint8Array.of(0x77, 0x80, 0x30, 0x80, 0, 0, 0)],
  ['is 30,000 indefinite lengths deep', nested(30_000, [0x30, 0x80])],
  [
    'holds 30,000 empty values',
    Uint8Array.of(0x77, 0x83, 0, 0xea, 0x60, ...new Uint8Array(60_000).map((_, index) => (index % 2 ? 0 : 5))),
  ],
  ['is larger than any', new Uint8Array(100_000).fill(0x30)],
  ['has a tag of many bytes', Uint8Array.of(0x77, 5, 0x7f, 0xff, 0xff, 0xff, 0x7f)],
  ['has pieces of pieces of bytes without end', nested(20_000, [0x24, 0x80])],
  ['is another file', Uint8Array.of(0x61, 1, 7)],
])('a security object that %s is refused at once', (_, bytes) => {
  const start = performance.now();
  expect(prove(bytes)).toEqual(altered);
  expect(performance.now() - start).toBeLessThan(SOON);
});

test('the same signed data in indefinite lengths and pieces say the same', () => {
  expect(prove(sod)).toEqual({ kind: 'signed', country: 'VN' });
  expect(prove(inIndefiniteLengths(sod))).toEqual({ kind: 'signed', country: 'VN' });
});

/** Rewrites what lies outside of the signed bytes: the frames down to the content, which goes into pieces. */
function inIndefiniteLengths(file: Uint8Array): Uint8Array {
  const open = (tag: number, ...inside: Uint8Array[]) =>
    Buffer.concat([Buffer.of(tag, 0x80), ...inside, Buffer.of(0, 0)]);
  const info = readAsn(file, 65_536)!.items[0]!;
  const [version, digests, content, certificates, signers] = info.items[1]!.items[0]!.items.map((one) => one.raw);
  const [type, inside] = readAsn(content!, 65_536)!.items;
  const bytes = inside!.items[0]!.value;
  const pieces = open(0x24, octets(bytes.subarray(0, 9)), open(0x24, octets(bytes.subarray(9))));
  const parts = [version!, digests!, open(0x30, type!.raw, open(0xa0, pieces)), certificates!, signers!];
  return Uint8Array.from(open(0x77, open(0x30, info.items[0]!.raw, open(0xa0, open(0x30, ...parts)))));
}

/** One change of a file: bytes replaced, taken out or put in. */
const change = fc.record({
  at: fc.nat(sod.length - 1),
  takeOut: fc.nat(8),
  putIn: fc.uint8Array({ maxLength: 8 }),
});
const spoil = (bytes: Uint8Array, { at, takeOut, putIn }: { at: number; takeOut: number; putIn: Uint8Array }) =>
  Uint8Array.from([...bytes.subarray(0, at), ...putIn, ...bytes.subarray(at + takeOut)]);

test('10,000 mutated security objects: no throw, and none but a true one is signed', () => {
  const original = readAsn(sod, 65_536)!;
  const signedBytes = (file: Uint8Array) => {
    const parts = readAsn(file, 65_536)!.items[0]!.items[1]!.items[0]!.items;
    const [, , , attributes, , signature] = parts.at(-1)!.items[0]!.items;
    return [parts[2]!.items[1]!.items[0]!.octets, attributes!.value, signature!.octets];
  };
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const spoilt = changes.reduce(spoil, sod);
      const proof = prove(spoilt);
      // Changes may leave everything that is signed as it was, in the version number for one: then it is still true.
      if (proof.kind === 'signed') expect(signedBytes(spoilt)).toEqual(signedBytes(original.raw));
    }),
    { numRuns: 10_000, seed: 20_261_124 },
  );
});

test('any bytes at all are read as certificate, list or trust without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(change, { maxLength: 3 }), (bytes, changes) => {
      readCertificate(bytes);
      readRevocationList(bytes);
      openTrust({
        der: [changes.reduce(spoil, csca.certificate)],
        crls: [bytes],
        pem: [String.fromCharCode(...bytes)],
      });
      prove(bytes);
    }),
    { numRuns: 2_000, seed: 20_261_124 },
  );
});

test('a key on a curve with a generator of its own is no key (as in CVE-2020-0601)', () => {
  const by = makeHand({ hash: 'sha256', by: 'prime256v1', isExplicit: true });
  const usage = { name: 'CSCA', serial: 1, usage: 0x06, isAuthority: true };
  expect(readCertificate(certify(by, usage).certificate)?.publicKey?.kind).toBe('ec');
  const spki = Buffer.from(by.spki);
  // The point at the end becomes the generator, which makes 1 the secret key.
  const generator = spki.indexOf(Buffer.from('6b17d1f2e12c4247', 'hex'));
  expect(generator).toBeGreaterThan(0);
  spki.set(spki.subarray(spki.length - 64), generator);
  expect(readCertificate(certify({ ...by, spki }, usage).certificate)?.publicKey).toBeUndefined();
});

test('object identifiers: large arcs, none, and one that never ends', () => {
  const read = (bytes: Uint8Array) => readAsn(bytes, 100)?.oid;
  expect(read(oid('2.23.136.1.1.1'))).toBe('2.23.136.1.1.1');
  expect(read(der(0x06, Uint8Array.of(0x88, 0x37, 1)))).toBe('2.999.1');
  expect(read(der(0x06))).toBeUndefined();
  expect(read(der(0x06, Uint8Array.of(0x2a, 0x86)))).toBeUndefined();
  expect(read(der(0x06, new Uint8Array(33).fill(0x81)))).toBeUndefined();
  expect(readAsn(sequence(oid('1.2.3')), 100)?.oid).toBeUndefined();
});
