import { type Answer, type Command, says } from './apdu.ts';
import { type Contents, masterIds } from './contents.ts';
import { applicationIds } from './files.ts';
import { type AnswerMaking, defaultAnswers, type Making } from './profile.ts';
import { dataObjects, tlv } from './tlv.ts';

const application = Buffer.from('a0000002471001', 'hex');
const masterBySfi: Readonly<Record<number, number>> = {
  28: masterIds.cardAccess,
  29: masterIds.cardSecurity,
  30: masterIds.directory,
  1: masterIds.information,
};

/** What asks: only a session may read the application, and its cipher bounds what fits into a short answer. */
export interface Asker {
  readonly isAdmitted: boolean;
  readonly mostInShort: number;
}

/** The chip's files, selected and read (ISO 7816-4 §11.2, §11.3; ICAO 9303-10 §3.6). */
export class FileSystem {
  readonly #master: ReadonlyMap<number, Buffer>;
  readonly #application: Map<number, Buffer>;
  readonly #making: Making;
  readonly #answers: AnswerMaking;
  #isApplication = false;
  #file: number | undefined;

  constructor({ master, application }: Contents, making: Making) {
    this.#master = master;
    this.#application = new Map(application);
    this.#making = making;
    this.#answers = { ...defaultAnswers, ...making.answers };
  }

  get isApplicationSelected(): boolean {
    return this.#isApplication;
  }

  reset(): void {
    this.#isApplication = false;
    this.deselect();
  }

  /** The file, not the application. */
  deselect(): void {
    this.#file = undefined;
  }

  /** By name, or a file below; the master file cannot be selected on Vietnamese cards. */
  select({ p1, data }: Command, { isAdmitted }: Asker): Answer {
    if (p1 === 0x04) {
      this.#isApplication = !this.#making.isForeign && data.equals(application);
      return says(this.#isApplication ? 0x9000 : 0x6a82);
    }
    if (p1 === 0x00) return this.#selectMaster(data);
    if (p1 !== 0x02) return says(0x6d00);
    const id = data.length === 2 ? data.readUInt16BE() : 0;
    if (this.#isApplication && !isAdmitted && !this.#bytes(id, false)) return says(0x6982);
    const isFound = this.#bytes(id, isAdmitted) !== undefined;
    if (isFound) this.#file = id;
    return says(isFound ? 0x9000 : 0x6a82);
  }

  /** Even INS: P1 P2 is an offset, or P1 names a file. */
  read({ p1, p2, expect = 256, isExtended }: Command, asker: Asker): Answer {
    const isNamed = (p1 & 0x80) !== 0;
    const found = this.#open(isNamed ? p1 & 0x1f : undefined, asker);
    if (typeof found === 'number') return says(found);
    return this.#part(found, isNamed ? p2 : p1 * 256 + p2, expect, isExtended ? 65_536 : asker.mostInShort);
  }

  /** Odd INS: P1 P2 names a file or none, the offset is in DO 54, and the answer in DO 53. */
  readFar({ p1, p2, data, expect = 256, isExtended }: Command, asker: Asker): Answer {
    const offset = dataObjects(data)?.get(0x54);
    if (!offset || offset.length === 0 || offset.length > 6) return says(0x6a80);
    const id = p1 * 256 + p2;
    if (id > 0x1f) this.#file = this.#bytes(id, asker.isAdmitted) && id;
    const found = this.#open(id > 0 && id <= 0x1f ? id : undefined, asker);
    if (typeof found === 'number') return says(found);
    const header = (bytes: number) => bytes - (bytes > 0x103 ? 4 : bytes > 0x82 ? 3 : 2);
    const room = isExtended ? 65_536 : asker.mostInShort;
    const { data: part, word } = this.#part(found, offset.readUIntBE(0, offset.length), header(expect), header(room));
    return { data: part.length ? tlv(0x53, part) : part, word };
  }

  #selectMaster(data: Buffer): Answer {
    const isNamed = data.length === 0 || data.equals(Buffer.of(0x3f, 0x00));
    if (!isNamed || (this.#making.masterFile ?? 'refused') === 'refused') return says(0x6d00);
    this.reset();
    return says(0x9000);
  }

  /** The file, by its short identifier where one is given; otherwise a status word. */
  #open(sfi: number | undefined, { isAdmitted }: Asker): Buffer | number {
    if (sfi !== undefined) {
      const id = this.#isApplication && sfi !== 28 ? 0x0100 + sfi : (masterBySfi[sfi] ?? 0);
      if (this.#isApplication && !isAdmitted && sfi !== 28) return 0x6982;
      if (!this.#bytes(id, isAdmitted)) return 0x6a82;
      this.#file = id;
    }
    if (this.#file === undefined) return isAdmitted || !this.#isApplication ? 0x6986 : 0x6982;
    return this.#bytes(this.#file, isAdmitted) ?? 0x6982;
  }

  #bytes(id: number, isAdmitted: boolean): Buffer | undefined {
    if (this.#isApplication && this.#application.has(id)) return isAdmitted ? this.#application.get(id) : undefined;
    const isInReach = !this.#isApplication || (this.#making.masterFile ?? 'refused') === 'refused';
    return isInReach ? this.#master.get(id) : undefined;
  }

  #part(file: Buffer, offset: number, expect: number, room: number): Answer {
    const { most: atOnce, tooMuch } = this.#answers;
    if (expect > atOnce && tooMuch === '6Cxx') return says(0x6c00 + (atOnce & 0xff));
    if (expect > atOnce && tooMuch !== 'cut') return says(0x6700);
    if (offset >= file.length) return says(0x6b00);
    const most = Math.min(expect, room, atOnce);
    const data = file.subarray(offset, offset + most);
    if (offset === 0) this.#grow(file);
    return { data, word: data.length < most && most === expect ? 0x6282 : 0x9000 };
  }

  /** Next time it will state, and have, 256 bytes more. */
  #grow(file: Buffer): void {
    const { growing } = this.#making;
    if (!growing || this.#file !== applicationIds[growing] || !this.#isApplication) return;
    const lengthBytes = file[1]! > 0x80 ? 1 + (file[1]! & 0x7f) : 1;
    const value = Buffer.concat([file.subarray(1 + lengthBytes), Buffer.alloc(256)]);
    this.#application.set(this.#file, tlv(file[0]!, value));
  }
}
