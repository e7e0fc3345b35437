import type { Curve } from './curves.ts';
import { inverse, isOn, mod, numberFrom, type Point, plus, times } from './points.ts';
import type { Suite } from './suites.ts';

const constants = {
  16: ['a668892a7c41e3ca739f40b057d85904', 'a4e136ac725f738b01c1f60217c188ad'],
  32: [
    'd463d65234124ef7897054986dca0a174e28df758cbaa03f240616414d5a1676',
    '54bd7255f0aaf831bec3423fcf39d69b6cbf066677d0faae5aadd99df8e53517',
  ],
} as const;

/** G' = sG + H, where H is what both sides have agreed (ICAO 9303-11 §4.4.3.3.1); `undefined` where it is none. */
export function mapGeneric(curve: Curve, nonce: Uint8Array, secret: bigint, theirs: Point): Point | undefined {
  const scalar = mod(numberFrom(nonce), curve.n);
  if (scalar === 0n) return undefined;
  return plus(curve, times(curve, scalar, curve.base), times(curve, secret, theirs));
}

/** G' from both nonces (§4.4.3.3.2). */
export function mapIntegrated(curve: Curve, suite: Suite, nonce: Buffer, theirs: Buffer): Point {
  return pointFor(curve, mod(numberFrom(stretched(curve, suite, nonce, theirs)), curve.p));
}

/** R(s, t): 64 bits more than the field has, in CBC from a zero vector (§4.4.3.3.2.1). */
function stretched({ p }: Curve, suite: Suite, nonce: Buffer, theirs: Buffer): Buffer {
  const [next, output] = constants[nonce.length as 16 | 32].map((text) => Buffer.from(text, 'hex')) as [Buffer, Buffer];
  const wanted = p.toString(2).length + 64;
  let key = suite.encrypt(theirs, nonce);
  const blocks: Buffer[] = [];
  while (blocks.length * nonce.length * 8 < wanted) {
    const short = key.subarray(0, suite.keyBytes);
    blocks.push(suite.encrypt(short, output));
    key = suite.encrypt(short, next);
  }
  return Buffer.concat(blocks);
}

/** Brier and others' encoding of a field element, for p = 3 mod 4 (§4.4.3.3.2.2 and Appendix B.2.1). */
export function pointFor(curve: Curve, t: bigint): Point {
  const { p, a, b } = curve;
  const alpha = mod(-t * t, p);
  const x2 = mod(-b * inverse(a, p) * (1n + inverse(alpha + alpha * alpha, p)), p);
  const x3 = mod(alpha * x2, p);
  const h2 = mod(x2 ** 3n + a * x2 + b, p);
  const root = power(h2, p - 1n - (p + 1n) / 4n, p);
  const isFirst = mod(root * root * h2, p) === 1n;
  const point: Point = isFirst ? [x2, mod(root * h2, p)] : [x3, mod(root * t ** 3n * h2, p)];
  if (!isOn(curve, point)) throw new Error('the encoding has left the curve');
  return point;
}

function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % p;
    if (bit === '1') result = (result * base) % p;
  }
  return result;
}
