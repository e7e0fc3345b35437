import { type ECDSA, ecdsa, type WeierstrassOpts, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Asn, bigEndian, tags } from './der.ts';

const madeOf = (curve: WeierstrassOpts<bigint>): ECDSA => ecdsa(weierstrass(curve), sha256);

/** FIPS 186-4 §D.1.2.2. */
const p224 = madeOf({
  p: 0xffffffffffffffffffffffffffffffff000000000000000000000001n,
  a: 0xfffffffffffffffffffffffffffffffefffffffffffffffffffffffen,
  b: 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
  n: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
  h: 1n,
  Gx: 0xb70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21n,
  Gy: 0xbd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34n,
});
/** RFC 5639 §3.3. */
const brainpoolP224r1 = madeOf({
  p: 0xd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ffn,
  a: 0x68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43n,
  b: 0x2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400bn,
  n: 0xd7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939fn,
  h: 1n,
  Gx: 0xd9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07dn,
  Gy: 0x58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cdn,
});
/** RFC 5639 §3.5. */
const brainpoolP320r1 = madeOf({
  p: 0xd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27n,
  a: 0x3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4n,
  b: 0x520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6n,
  n: 0xd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311n,
  h: 1n,
  Gx: 0x43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611n,
  Gy: 0x14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1n,
});

/** The curves of ICAO 9303-12 §4.1.6.2 and TR-03111 §4.1.3, by the identifiers of RFC 5480 §2.1.1.1 and RFC 5639 §4.1. */
const curves: Readonly<Record<string, ECDSA>> = {
  '1.3.132.0.33': p224,
  '1.2.840.10045.3.1.7': p256,
  '1.3.132.0.34': p384,
  '1.3.132.0.35': p521,
  '1.3.36.3.3.2.8.1.1.5': brainpoolP224r1,
  '1.3.36.3.3.2.8.1.1.7': brainpoolP256r1,
  '1.3.36.3.3.2.8.1.1.9': brainpoolP320r1,
  '1.3.36.3.3.2.8.1.1.11': brainpoolP384r1,
  '1.3.36.3.3.2.8.1.1.13': brainpoolP512r1,
};

/**
 * The curve that EC parameters name or spell out (RFC 3279 §2.3.5). Spelt-out ones count only where every number is
 * that of a standard curve, the generator's too: with a generator of his own choice anyone could own anyone's key.
 */
export function curveOf(parameters: Asn | undefined): ECDSA | undefined {
  if (parameters?.oid !== undefined) return curves[parameters.oid];
  const [, field, equation, generator, order] = parameters?.as(tags.sequence)?.items ?? [];
  const [a, b] = equation?.items ?? [];
  const p = field?.items[1]?.integer;
  const n = order?.integer;
  return Object.values(curves).find(({ Point }) => {
    const known = Point.CURVE();
    const isSameCurve = known.p === p && known.n === n && number(a) === known.a && number(b) === known.b;
    return isSameCurve && isGenerator(generator, Point.BASE);
  });
}

function isGenerator(written: Asn | undefined, base: ECDSA['Point']['BASE']): boolean {
  const octets = written?.octets && bigEndian(written.octets);
  return [true, false].some((isCompressed) => bigEndian(base.toBytes(isCompressed)) === octets);
}

function number(written: Asn | undefined): bigint | undefined {
  return written?.octets && bigEndian(written.octets);
}
