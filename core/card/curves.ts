import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { Domain, Element } from './domains.ts';
import { isSame } from './session-keys.ts';

type Curve = ECDSA['Point'];
type Point = Curve['BASE'];

/** Standardised curves by their row (ICAO 9303-11 §9.5.1): NIST P-256, P-384, P-521; brainpool P256r1, P384r1, P512r1. */
export const curves: Readonly<Record<number, ECDSA>> = {
  12: p256,
  13: brainpoolP256r1,
  15: p384,
  16: brainpoolP384r1,
  17: brainpoolP512r1,
  18: p521,
};

/** The points of one curve as a group; a point is written uncompressed (BSI TR-03111 §3.2.1). */
export function curveDomain(id: number, { Point: curve }: ECDSA): Domain {
  const base = write(curve, curve.BASE)!;
  /** The base point brings its multiples ready. */
  const read = (element: Element) => (isSame(element, base) ? curve.BASE : readPoint(curve, element));
  return {
    id,
    agreement: 'ECDH',
    order: curve.Fn.ORDER,
    base,
    field: curve.Fp.ORDER,
    isElement: (bytes) => read(bytes) !== undefined,
    multiply: (element, scalar) => {
      const factor = curve.Fn.create(scalar);
      const point = read(element);
      return point && factor !== 0n ? write(curve, point.multiply(factor)) : undefined;
    },
    add: (a, b) => {
      const [left, right] = [read(a), read(b)];
      return left && right && write(curve, left.add(right));
    },
    secretOf: (element) => element.slice(1, 1 + curve.Fp.BYTES),
    mapNumber: (number) => pointOfNumber(curve, number),
  };
}

/** All these curves have cofactor 1: a point on the curve, and not at infinity, is a point of the group. */
function readPoint(curve: Curve, bytes: Uint8Array): Point | undefined {
  const { Fp } = curve;
  const middle = 1 + Fp.BYTES;
  if (bytes.length !== middle + Fp.BYTES || bytes[0] !== 4) return undefined;
  const x = Fp.fromBytes(bytes.subarray(1, middle), true);
  const y = Fp.fromBytes(bytes.subarray(middle), true);
  const isOnCurve = Fp.isValid(x) && Fp.isValid(y) && Fp.eql(Fp.sqr(y), rightSide(curve, x));
  return isOnCurve ? curve.fromAffine({ x, y }) : undefined;
}

/** The point at infinity cannot be written. */
function write(curve: Curve, point: Point): Element | undefined {
  if (point.is0()) return undefined;
  const { x, y } = point.toAffine();
  return concatBytes(Uint8Array.of(4), curve.Fp.toBytes(x), curve.Fp.toBytes(y));
}

/** x³ + ax + b. */
function rightSide(curve: Curve, x: bigint): bigint {
  const { Fp } = curve;
  const { a, b } = curve.CURVE();
  return Fp.add(Fp.mul(Fp.add(Fp.sqr(x), a), x), b);
}

/**
 * Point encoding of the integrated mapping, in affine coordinates and in the same steps whatever the number
 * (ICAO 9303-11 Appendix B.2); p is 3 modulo 4 on all these curves.
 */
function pointOfNumber(curve: Curve, number: bigint): Element | undefined {
  const { Fp } = curve;
  const { a, b, p } = curve.CURVE();
  const alpha = Fp.neg(Fp.sqr(number));
  const divisor = Fp.add(alpha, Fp.sqr(alpha));
  if (Fp.is0(divisor)) return undefined;
  const x2 = Fp.mul(Fp.neg(Fp.div(b, a)), Fp.add(Fp.ONE, Fp.inv(divisor)));
  const x3 = Fp.mul(alpha, x2);
  const h2 = rightSide(curve, x2);
  const root = Fp.pow(h2, p - 1n - (p + 1n) / 4n);
  const isSquare = Fp.eql(Fp.mul(Fp.sqr(root), h2), Fp.ONE);
  const other = Fp.mul(Fp.mul(Fp.sqr(number), number), h2);
  const point = isSquare ? { x: x2, y: Fp.mul(root, h2) } : { x: x3, y: Fp.mul(root, other) };
  return write(curve, curve.fromAffine(point));
}
