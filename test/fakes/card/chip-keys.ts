import { createECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type CurveName, curves } from './curves.ts';
import { numberFrom } from './points.ts';
import type { ActiveKind } from './profile.ts';

/** The chip's static key pair for chip authentication and for the last step of PACE-CAM. */
export interface StaticKey {
  readonly curve: CurveName;
  readonly secret: bigint;
  /** Uncompressed point. */
  readonly point: Buffer;
  /** The x of the common point, as long as a coordinate; `undefined` for a point that is not on the curve. */
  agree(point: Buffer): Buffer | undefined;
}

/** The chip's key pair for active authentication. */
export interface ActiveKey {
  readonly kind: ActiveKind;
  readonly secret: KeyObject;
  /** SubjectPublicKeyInfo, as DG15 holds it. */
  readonly info: Buffer;
}

/** One per curve and process; `isClone` gives another one, as a copy has to make up. */
export const staticKey = once((curve: CurveName, _isClone: boolean): StaticKey => {
  const pair = createECDH(curves[curve].openssl);
  const point = pair.generateKeys();
  const agree = (other: Buffer) => {
    try {
      return pair.computeSecret(other);
    } catch {
      return undefined;
    }
  };
  return { curve, secret: numberFrom(pair.getPrivateKey()), point, agree };
});

/** One per kind and process, and another for a copy. */
export const activeKey = once((kind: ActiveKind, _isClone: boolean): ActiveKey => {
  const { publicKey, privateKey } = pairOf(kind);
  return { kind, secret: privateKey, info: publicKey.export({ type: 'spki', format: 'der' }) };
});

function pairOf(kind: ActiveKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'rsa-1024') return generateKeyPairSync('rsa', { modulusLength: 1024 });
  if (kind === 'rsa-2048') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: curves[kind].openssl });
}

function once<Kind extends string, Made>(make: (kind: Kind, isClone: boolean) => Made) {
  const made = new Map<string, Made>();
  return (kind: Kind, isClone = false): Made => {
    const name = `${kind} ${isClone}`;
    const found = made.get(name) ?? make(kind, isClone);
    made.set(name, found);
    return found;
  };
}
