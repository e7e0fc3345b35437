import { randomBytes } from 'node:crypto';
import type { Curve } from './curves.ts';

/** A point of a curve that is not the one at infinity. */
export type Point = readonly [x: bigint, y: bigint];

/** X, Y, Z with x = X/Z² and y = Y/Z³; Z is zero at infinity. */
type Jacobian = readonly [bigint, bigint, bigint];

/** `scalar` times `point`; OpenSSL through Node gives only its x, and PACE maps with the whole of it. */
export function times(curve: Curve, scalar: bigint, [x, y]: Point): Point {
  let sum: Jacobian = [1n, 1n, 0n];
  for (const bit of scalar.toString(2)) {
    sum = doubled(curve, sum);
    if (bit === '1') sum = added(curve, sum, [x, y, 1n]);
  }
  return affine(curve, sum);
}

/** Their sum. */
export function plus(curve: Curve, one: Point, other: Point): Point {
  return affine(curve, added(curve, [...one, 1n], [...other, 1n]));
}

/** Whether the point satisfies the curve's equation (ICAO 9303-11 §4.4.3.1 wants this checked). */
export function isOn({ p, a, b }: Curve, [x, y]: Point): boolean {
  return x < p && y < p && mod(y * y - (x * x * x + a * x + b), p) === 0n;
}

/** Uncompressed: 04, x, y (TR-03111 §3.2.1). */
export function pointBytes(curve: Curve, [x, y]: Point): Buffer {
  return Buffer.concat([Buffer.of(0x04), numberBytes(x, curve.bytes), numberBytes(y, curve.bytes)]);
}

/** The point; `undefined` where the bytes are not an uncompressed one of this curve. */
export function pointFrom(curve: Curve, bytes: Uint8Array): Point | undefined {
  if (bytes.length !== 1 + 2 * curve.bytes || bytes[0] !== 0x04) return undefined;
  const point: Point = [numberFrom(bytes.subarray(1, 1 + curve.bytes)), numberFrom(bytes.subarray(1 + curve.bytes))];
  return isOn(curve, point) ? point : undefined;
}

/** A private key. */
export function randomScalar({ n, bytes }: Curve): bigint {
  return (numberFrom(randomBytes(bytes + 8)) % (n - 1n)) + 1n;
}

/** Big-endian, in so many bytes. */
export function numberBytes(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
}

/** Big-endian. */
export function numberFrom(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

/** Never negative. */
export function mod(value: bigint, p: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

/** Euclid's. */
export function inverse(value: bigint, p: bigint): bigint {
  let [a, b, u, v] = [mod(value, p), p, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, u, v] = [b - quotient * a, a, v - quotient * u, u];
  }
  return mod(u, p);
}

function doubled({ p, a }: Curve, [x, y, z]: Jacobian): Jacobian {
  const yy = (y * y) % p;
  const s = (4n * x * yy) % p;
  const m = (3n * x * x + a * ((z * z * z * z) % p)) % p;
  const x3 = mod(m * m - 2n * s, p);
  return [x3, mod(m * (s - x3) - 8n * yy * yy, p), (2n * y * z) % p];
}

function added(curve: Curve, one: Jacobian, other: Jacobian): Jacobian {
  if (one[2] === 0n) return other;
  if (other[2] === 0n) return one;
  const { p } = curve;
  const [z1, z2] = [(one[2] * one[2]) % p, (other[2] * other[2]) % p];
  const [u1, u2] = [(one[0] * z2) % p, (other[0] * z1) % p];
  const [s1, s2] = [(one[1] * z2 * other[2]) % p, (other[1] * z1 * one[2]) % p];
  const [h, r] = [mod(u2 - u1, p), mod(s2 - s1, p)];
  if (h === 0n) return r === 0n ? doubled(curve, one) : [1n, 1n, 0n];
  const hh = (h * h) % p;
  const [hhh, v] = [(h * hh) % p, (u1 * hh) % p];
  const x3 = mod(r * r - hhh - 2n * v, p);
  return [x3, mod(r * (v - x3) - s1 * hhh, p), (((h * one[2]) % p) * other[2]) % p];
}

function affine({ p }: Curve, [x, y, z]: Jacobian): Point {
  if (z === 0n) throw new Error('the point at infinity has no coordinates');
  const back = inverse(z, p);
  return [mod(x * back * back, p), mod(y * back * back * back, p)];
}
