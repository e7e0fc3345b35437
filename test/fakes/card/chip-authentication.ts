import { type Answer, type Command, says } from './apdu.ts';
import { type StaticKey, staticKey } from './chip-keys.ts';
import { chipAuthenticationOf } from './contents.ts';
import { oid } from './der.ts';
import type { Making } from './profile.ts';
import { SecureMessaging } from './secure-messaging.ts';
import { chipOid } from './security-infos.ts';
import { type Suite, sessionKeys, suites } from './suites.ts';
import { dataObjects, tlv } from './tlv.ts';

interface Outcome {
  readonly answer: Answer;
  readonly session?: SecureMessaging;
}

/** The chip's side of chip authentication (ICAO 9303-11 §6.2): secure messaging begins again under the agreed keys. */
export class ChipAuthentication {
  readonly #oid: Buffer | undefined;
  readonly #suite: Suite;
  readonly #isDes: boolean;
  readonly #key: StaticKey;
  #isSet = false;

  constructor(making: Making) {
    const made = chipAuthenticationOf(making);
    const { cipher, curve } = made === 'none' ? ({ cipher: 'aes-128', curve: 'P-256' } as const) : made;
    this.#oid = made === 'none' ? undefined : oid(chipOid(cipher)).subarray(2);
    this.#suite = suites[cipher];
    this.#isDes = cipher === '3des';
    this.#key = staticKey(curve, making.isClone);
  }

  reset(): void {
    this.#isSet = false;
  }

  /** MSE:Set AT chooses the protocol; the key follows (§6.2.3.2). */
  set({ data }: Command): Answer {
    this.#isSet = this.#oid !== undefined && dataObjects(data)?.get(0x80)?.equals(this.#oid) === true;
    return says(this.#isSet ? 0x9000 : 0x6a80);
  }

  /** GENERAL AUTHENTICATE with the terminal's key. */
  authenticate({ data }: Command): Outcome {
    const isSet = this.#isSet;
    this.reset();
    const point = dataObjects(dataObjects(data)?.get(0x7c) ?? Buffer.alloc(1))?.get(0x80);
    if (!isSet) return { answer: says(0x6985) };
    return this.#agree(point, { data: tlv(0x7c), word: 0x9000 });
  }

  /** MSE:Set KAT, for Triple-DES only, does both at once (§6.2.3.1). */
  setKey({ data }: Command): Outcome {
    if (!this.#oid || !this.#isDes) return { answer: says(0x6a81) };
    return this.#agree(dataObjects(data)?.get(0x91), says(0x9000));
  }

  #agree(point: Buffer | undefined, answer: Answer): Outcome {
    const secret = point && this.#key.agree(point);
    if (!secret) return { answer: says(0x6a80) };
    return { answer, session: new SecureMessaging(sessionKeys(this.#suite, secret), 0n, this.#suite) };
  }
}
