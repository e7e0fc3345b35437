import { randomBytes } from 'node:crypto';
import type { StaticKey } from './chip-keys.ts';
import { type Curve, curves } from './curves.ts';
import { oid } from './der.ts';
import { mapGeneric, mapIntegrated } from './mapping.ts';
import { inverse, mod, numberBytes, type Point, pointBytes, pointFrom, randomScalar, times } from './points.ts';
import type { PaceMaking } from './profile.ts';
import { paceOid } from './security-infos.ts';
import { padded, type Suite, sessionKeys, suites } from './suites.ts';
import { tlv } from './tlv.ts';
import { type Keys, sha1 } from './triple-des.ts';

/** The chip's own random numbers; a worked example hands its own in. */
export interface Dice {
  nonce(bytes: number): Buffer;
  scalar(curve: Curve): bigint;
}

/** What is done at the end of a PACE that went well. */
export interface Agreed {
  readonly token: Buffer;
  readonly keys: Keys;
  /** Encrypted proof of the static key, with PACE-CAM only. */
  readonly chipProof: Buffer | undefined;
}

export const dice: Dice = { nonce: randomBytes, scalar: randomScalar };

/** What the password is: CAN as it is, MRZ hashed (ICAO 9303-11 Table 7). */
export function passwordBytes(kind: 'can' | 'mrz', text: string): Buffer {
  return kind === 'can' ? Buffer.from(text) : sha1(Buffer.from(text));
}

/** The chip's side of one PACE over an elliptic curve, its steps in order (§4.4.1); each answers `undefined` in bad input. */
export class Pace {
  readonly #making: PaceMaking;
  readonly #curve: Curve;
  readonly #suite: Suite;
  readonly #nonce: Buffer;
  readonly #mapSecret: bigint;
  readonly #secret: bigint;
  readonly #password: Buffer;
  #base: Point | undefined;
  #own: Buffer | undefined;
  #theirs: Buffer | undefined;
  #keys: Keys | undefined;

  constructor(making: PaceMaking, password: Uint8Array, { nonce, scalar }: Dice = dice) {
    this.#making = making;
    this.#curve = curves[making.curve];
    this.#suite = suites[making.cipher];
    const isLong = making.mapping === 'integrated' && this.#suite.keyBytes > 16;
    this.#nonce = nonce(isLong ? 32 : 16);
    this.#mapSecret = scalar(this.#curve);
    this.#secret = scalar(this.#curve);
    this.#password = this.#suite.derive(password, 3);
  }

  /** Step 1: z, the nonce under the password. */
  encryptedNonce(): Buffer {
    return this.#suite.encrypt(this.#password, this.#nonce);
  }

  /** Step 2: a point back, or nothing where the mapping is integrated. */
  map(theirs: Buffer): Buffer | undefined {
    if (this.#making.mapping === 'integrated') {
      if (theirs.length !== this.#suite.keyBytes) return undefined;
      this.#base = mapIntegrated(this.#curve, this.#suite, this.#nonce, theirs);
      return Buffer.alloc(0);
    }
    const point = pointFrom(this.#curve, theirs);
    this.#base = point && mapGeneric(this.#curve, this.#nonce, this.#mapSecret, point);
    return this.#base && pointBytes(this.#curve, times(this.#curve, this.#mapSecret, this.#curve.base));
  }

  /** Step 3: public keys on the mapped base point; they must differ. */
  agree(theirs: Buffer): Buffer | undefined {
    const point = pointFrom(this.#curve, theirs);
    if (!this.#base || !point) return undefined;
    this.#own = pointBytes(this.#curve, times(this.#curve, this.#secret, this.#base));
    if (this.#own.equals(theirs)) return undefined;
    this.#theirs = theirs;
    const [x] = times(this.#curve, this.#secret, point);
    this.#keys = sessionKeys(this.#suite, numberBytes(x, this.#curve.bytes));
    return this.#own;
  }

  /** Step 4: tokens over the other's key; `undefined` where theirs is wrong, as with a wrong password. */
  finish(token: Buffer, staticKey: StaticKey): Agreed | undefined {
    const [keys, own, theirs] = [this.#keys, this.#own, this.#theirs];
    if (!keys || !own || !theirs || !this.#token(keys, own).equals(token)) return undefined;
    const chipProof = this.#making.mapping === 'chip-authentication' ? this.#prove(keys, staticKey) : undefined;
    return { token: this.#token(keys, theirs), keys, chipProof };
  }

  #token({ mac }: Keys, point: Buffer): Buffer {
    return this.#suite.mac(mac, tlv(0x7f49, oid(paceOid(this.#making)), tlv(0x86, point)));
  }

  /** CA = SK⁻¹ · SKmap mod n, encrypted under the vector that -1 gives (§4.4.3.3.3, §4.4.3.5). */
  #prove({ enc }: Keys, { secret }: StaticKey): Buffer {
    const { n, bytes } = this.#curve;
    const proof = numberBytes(mod(inverse(secret, n) * this.#mapSecret, n), bytes);
    const vector = this.#suite.vector(enc, Buffer.alloc(16, 0xff));
    return this.#suite.encrypt(enc, padded(proof, this.#suite.blockBytes), vector);
  }
}
