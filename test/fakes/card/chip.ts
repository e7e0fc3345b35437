import { activeSignature } from './active.ts';
import { type Answer, type Command, says, takeApart, written } from './apdu.ts';
import { BacCommands } from './bac-commands.ts';
import { ChipAuthentication } from './chip-authentication.ts';
import { activeKey, staticKey } from './chip-keys.ts';
import type { Citizen } from './citizens.ts';
import { accessText } from './codes.ts';
import { contentsOf, paceOf } from './contents.ts';
import { type Asker, FileSystem } from './file-system.ts';
import { PaceCommands } from './pace-commands.ts';
import { Pieces } from './pieces.ts';
import { defaultAnswers, type Making } from './profile.ts';
import type { SecureMessaging } from './secure-messaging.ts';

interface Outcome {
  readonly answer: Answer;
  readonly session?: SecureMessaging;
}

/** A citizen's chip with its eMRTD application (ICAO 9303-10, 9303-11); from power to power it remembers a session. */
export class Chip {
  readonly #making: Making;
  readonly #files: FileSystem;
  readonly #bac: BacCommands;
  readonly #pace: PaceCommands;
  readonly #chipAuthentication: ChipAuthentication;
  readonly #pieces: Pieces;
  #session: SecureMessaging | undefined;
  /** Those of chip and active authentication. */
  #keySteps = 0;

  constructor(citizen: Citizen, making: Making = {}) {
    const mrz = accessText(citizen);
    const pace = paceOf(making);
    this.#making = making;
    this.#files = new FileSystem(contentsOf(citizen, making), making);
    this.#bac = new BacCommands(mrz);
    this.#pieces = new Pieces(making.answers?.piece);
    this.#pace = new PaceCommands(
      pace,
      { can: citizen.idNumber.slice(-6), mrz },
      staticKey(pace.curve, making.isClone),
    );
    this.#chipAuthentication = new ChipAuthentication(making);
  }

  /** How many steps with a public key it has done in its life. */
  get keySteps(): number {
    return this.#keySteps + this.#pace.keySteps;
  }

  /** How long it has been slow on purpose, after wrong passwords. */
  get penaltyMs(): number {
    return this.#pace.penaltyMs;
  }

  /** Power off, or a reset of the field: nothing of the conversation is left. */
  reset(): void {
    this.#files.reset();
    this.#bac.reset();
    this.#pieces.drop();
    this.#pace.reset();
    this.#endSession();
  }

  /** The answer to a raw command, with its status word. */
  answer(raw: Uint8Array): Buffer {
    const command = takeApart(raw);
    const { takesExtended = defaultAnswers.takesExtended } = this.#making.answers ?? {};
    if (!command || (command.isExtended && !takesExtended)) return written(says(0x6700));
    if (command.ins === 0xc0 && this.#pieces.hasMore) return written(this.#pieces.next());
    const isProtected = (command.header[0]! & 0x0c) === 0x0c;
    return written(this.#pieces.first(isProtected ? this.#protected(command) : this.#plain(command)));
  }

  #protected(command: Command): Answer {
    const session = this.#session;
    if (!session) return says(0x6882);
    const inner = session.open(command);
    if (typeof inner === 'number') {
      this.#endSession();
      return says(inner);
    }
    const { answer, session: next } = this.#carryOut(inner);
    if (answer.word === 0x6700 && this.#making.answers?.tooMuch === '6700-and-ends') {
      this.#endSession();
      return answer;
    }
    if (next) this.#session = next;
    return session.close(answer);
  }

  /** An unprotected command ends a session (ICAO 9303-11 §9.8.3). */
  #plain(command: Command): Answer {
    if (this.#session) this.#endSession();
    const { answer, session } = this.#carryOut(command);
    this.#session = session;
    return answer;
  }

  #carryOut(command: Command): Outcome {
    const { ins } = command;
    if (ins === 0xa4) return { answer: this.#files.select(command, this.#asker) };
    if (ins === 0xb0) return { answer: this.#files.read(command, this.#asker) };
    if (ins === 0xb1) return { answer: this.#files.readFar(command, this.#asker) };
    if (ins === 0x22) return this.#set(command);
    if (ins === 0x86) return this.#authenticate(command);
    if (ins === 0x88) return { answer: this.#sign(command) };
    const { access = 'pace+bac' } = this.#making;
    if (ins === 0x84 && access !== 'pace') return { answer: this.#challenge() };
    if (ins === 0x82 && access !== 'pace') return this.#bac.admit(command);
    return { answer: says(0x6d00) };
  }

  get #asker(): Asker {
    return { isAdmitted: this.#session !== undefined, mostInShort: this.#session?.mostInShort ?? 256 };
  }

  /** MANAGE SECURITY ENVIRONMENT, for PACE (C1A4) or for chip authentication (41A4, 41A6). */
  #set(command: Command): Outcome {
    const what = command.header.readUInt16BE(2);
    if (what === 0xc1a4 && this.#making.access !== 'bac') return { answer: this.#pace.set(command) };
    if (!this.#session) return { answer: says(0x6d00) };
    if (what === 0x41a4) return { answer: this.#chipAuthentication.set(command) };
    if (what !== 0x41a6) return { answer: says(0x6a81) };
    this.#keySteps++;
    return this.#chipAuthentication.setKey(command);
  }

  /** GENERAL AUTHENTICATE belongs to PACE while that is under way. */
  #authenticate(command: Command): Outcome {
    if (this.#pace.isUnderWay) return this.#pace.next(command);
    if (!this.#session) return { answer: says(0x6985) };
    this.#keySteps++;
    return this.#chipAuthentication.authenticate(command);
  }

  #sign({ data }: Command): Answer {
    const { activeAuthentication = 'rsa-1024', isClone, signatureForm = 'plain' } = this.#making;
    if (!this.#session || activeAuthentication === 'none') return says(0x6d00);
    if (data.length !== 8) return says(0x6700);
    this.#keySteps++;
    return { data: activeSignature(activeKey(activeAuthentication, isClone), data, signatureForm), word: 0x9000 };
  }

  #challenge(): Answer {
    return this.#files.isApplicationSelected ? this.#bac.challenge() : says(0x6985);
  }

  #endSession(): void {
    this.#session = undefined;
    this.#files.deselect();
    this.#chipAuthentication.reset();
  }
}
