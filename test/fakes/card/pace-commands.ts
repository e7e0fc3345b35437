import { type Answer, type Command, says } from './apdu.ts';
import type { StaticKey } from './chip-keys.ts';
import { curves } from './curves.ts';
import { oid } from './der.ts';
import { Pace, passwordBytes } from './pace.ts';
import type { PaceMaking } from './profile.ts';
import { SecureMessaging } from './secure-messaging.ts';
import { paceOid } from './security-infos.ts';
import { suites } from './suites.ts';
import { dataObjects, tlv } from './tlv.ts';

/** What PACE may be opened with. */
export interface Passwords {
  readonly can: string;
  readonly mrz: string;
}

/** PACE as commands: MSE:Set AT, then four times GENERAL AUTHENTICATE (ICAO 9303-11 §4.4.4). */
export class PaceCommands {
  readonly #making: PaceMaking;
  readonly #passwords: Passwords;
  readonly #key: StaticKey;
  #left: number | undefined;
  #pace: Pace | undefined;
  #step = 1;
  #keySteps = 0;
  #penaltyMs = 0;

  constructor(making: PaceMaking, passwords: Passwords, key: StaticKey) {
    this.#making = making;
    this.#passwords = passwords;
    this.#key = key;
    this.#left = making.tries;
  }

  get isUnderWay(): boolean {
    return this.#pace !== undefined;
  }

  /** Steps with a public key in its life: mapping and agreement. */
  get keySteps(): number {
    return this.#keySteps;
  }

  get penaltyMs(): number {
    return this.#penaltyMs;
  }

  reset(): void {
    this.#pace = undefined;
  }

  /** Protocol, password and, where several are offered, the curve. */
  set({ data }: Command): Answer {
    this.reset();
    const objects = dataObjects(data);
    const [protocol, password, parameter] = [0x80, 0x83, 0x84].map((tag) => objects?.get(tag));
    if (!protocol?.equals(oid(paceOid(this.#making)).subarray(2))) return says(0x6a80);
    if (parameter && parameter[0] !== curves[this.#making.curve].parameterId) return says(0x6a80);
    const kind = password?.length === 1 ? ([undefined, 'mrz', 'can'] as const)[password[0]!] : undefined;
    if (!kind) return says(0x6a88);
    if (this.#left === 0) return says(0x6983);
    this.#pace = new Pace(this.#making, passwordBytes(kind, this.#passwords[kind]));
    this.#step = 1;
    return says(0x9000);
  }

  /** The next step; the last one gives a session. */
  next(command: Command): { answer: Answer; session?: SecureMessaging } {
    const pace = this.#pace!;
    const objects = dataObjects(command.data);
    const inner = objects?.size === 1 ? dataObjects(objects.get(0x7c) ?? Buffer.alloc(1)) : undefined;
    const isLast = this.#step === 4;
    if (!inner || isLast === ((command.header[0]! & 0x10) !== 0)) return { answer: this.#end(inner ? 0x6883 : 0x6a80) };
    const step = this.#step++;
    if (step === 4) return this.#finish(pace, inner.get(0x85));
    const answer = step === 1 ? pace.encryptedNonce() : this.#exchange(pace, step, inner);
    if (!answer) return { answer: this.#end(0x6a80) };
    return { answer: { data: tlv(0x7c, tlv(0x80 + 2 * (step - 1), answer)), word: 0x9000 } };
  }

  #exchange(pace: Pace, step: number, inner: ReadonlyMap<number, Buffer>): Buffer | undefined {
    const theirs = inner.get(step === 2 ? 0x81 : 0x83);
    if (!theirs) return undefined;
    this.#keySteps++;
    return step === 2 ? pace.map(theirs) : pace.agree(theirs);
  }

  #finish(pace: Pace, token: Buffer | undefined): { answer: Answer; session?: SecureMessaging } {
    const agreed = token && !this.#making.isBroken ? pace.finish(token, this.#key) : undefined;
    if (!agreed) return { answer: this.#end(this.#wrong()) };
    this.reset();
    this.#left = this.#making.tries;
    const parts = [tlv(0x86, agreed.token), ...(agreed.chipProof ? [tlv(0x8a, agreed.chipProof)] : [])];
    const session = new SecureMessaging(agreed.keys, 0n, suites[this.#making.cipher]);
    return { answer: { data: tlv(0x7c, ...parts), word: 0x9000 }, session };
  }

  #wrong(): number {
    this.#penaltyMs += this.#making.msAfterWrong;
    if (this.#left === undefined) return 0x6300;
    this.#left--;
    return 0x63c0 + this.#left;
  }

  #end(word: number): Answer {
    this.reset();
    return says(word);
  }
}
