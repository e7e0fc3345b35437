import { randomBytes } from 'node:crypto';
import { type Answer, type Command, says, takeApart, written } from './apdu.ts';
import { accessKeys, authenticate } from './bac.ts';
import type { Citizen } from './citizens.ts';
import { accessText } from './codes.ts';
import { fileIds, filesOf } from './files.ts';
import { SecureMessaging } from './secure-messaging.ts';
import type { Keys } from './triple-des.ts';

interface Making {
  readonly isForeign?: boolean;
  readonly lengthLie?: number;
}

const application = Buffer.from('a0000002471001', 'hex');
const bySfi: Readonly<Record<number, number>> = { 30: fileIds.com, 1: fileIds.dg1, 13: fileIds.dg13 };
/** What fits, encrypted and signed, into the 256 bytes of a short answer. */
const mostProtected = 231;

/** A citizen's chip with its eMRTD application (ICAO 9303-10, 9303-11); from power to power it remembers a session. */
export class Chip {
  readonly #files: ReadonlyMap<number, Buffer>;
  readonly #access: Keys;
  readonly #isForeign: boolean;
  #isSelected = false;
  #challenge: Buffer | undefined;
  #session: SecureMessaging | undefined;
  #file: Buffer | undefined;

  constructor(citizen: Citizen, { isForeign = false, lengthLie = 0 }: Making = {}) {
    this.#files = filesOf(citizen, lengthLie);
    this.#access = accessKeys(accessText(citizen));
    this.#isForeign = isForeign;
  }

  /** Power off, or a reset of the field: nothing of the conversation is left. */
  reset(): void {
    this.#isSelected = false;
    this.#challenge = undefined;
    this.#endSession();
  }

  /** The answer to a raw command, with its status word. */
  answer(raw: Uint8Array): Buffer {
    const command = takeApart(raw);
    if (!command) return written(says(0x6700));
    const isProtected = (command.header[0]! & 0x0c) === 0x0c;
    return written(isProtected ? this.#protected(command) : this.#plain(command));
  }

  #protected(command: Command): Answer {
    const session = this.#session;
    if (!session) return says(0x6882);
    const inner = session.open(command);
    if (typeof inner !== 'number') return session.close(this.#carryOut(inner));
    this.#endSession();
    return says(inner);
  }

  /** An unprotected command ends a session (ICAO 9303-11 §9.8.3). */
  #plain(command: Command): Answer {
    this.#endSession();
    return this.#carryOut(command);
  }

  #carryOut(command: Command): Answer {
    if (command.ins === 0xa4) return this.#select(command);
    if (command.ins === 0x84) return this.#challengeTerminal();
    if (command.ins === 0x82) return this.#admit(command);
    if (command.ins === 0xb0) return this.#read(command);
    return says(0x6d00);
  }

  /** By name, or a file below; the master file cannot be selected on Vietnamese cards. */
  #select({ p1, data }: Command): Answer {
    if (p1 === 0x04) {
      this.#isSelected = !this.#isForeign && data.equals(application);
      return says(this.#isSelected ? 0x9000 : 0x6a82);
    }
    if (p1 !== 0x02) return says(0x6d00);
    if (!this.#session) return says(0x6982);
    const file = data.length === 2 ? this.#files.get(data.readUInt16BE()) : undefined;
    if (file) this.#file = file;
    return says(file ? 0x9000 : 0x6a82);
  }

  #challengeTerminal(): Answer {
    if (!this.#isSelected) return says(0x6985);
    this.#challenge = randomBytes(8);
    return { data: this.#challenge, word: 0x9000 };
  }

  /** A challenge is good for one answer. */
  #admit({ data }: Command): Answer {
    const challenge = this.#challenge;
    this.#challenge = undefined;
    if (!challenge) return says(0x6985);
    const opened = authenticate(this.#access, challenge, data, randomBytes(16));
    if (!opened) return says(0x6300);
    this.#session = new SecureMessaging(opened.keys, opened.counter);
    return { data: opened.answer, word: 0x9000 };
  }

  /** Of the selected file from P1 P2 on, or of the file that P1 names from P2 on (ISO 7816-4 §7.2.3). */
  #read({ p1, p2, expect = 256, isExtended }: Command): Answer {
    if (!this.#session) return says(0x6982);
    const isNamed = (p1 & 0x80) !== 0;
    const file = isNamed ? this.#files.get(bySfi[p1 & 0x1f] ?? 0) : this.#file;
    if (!file) return says(isNamed ? 0x6a82 : 0x6986);
    this.#file = file;
    const offset = isNamed ? p2 : p1 * 256 + p2;
    if (offset >= file.length) return says(0x6b00);
    const most = isExtended ? expect : Math.min(expect, mostProtected);
    const data = file.subarray(offset, offset + most);
    return { data, word: data.length < most && most === expect ? 0x6282 : 0x9000 };
  }

  #endSession(): void {
    this.#session = undefined;
    this.#file = undefined;
  }
}
