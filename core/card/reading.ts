import type { Fault } from '../faults.ts';
import type { IsoDay, Person } from '../person.ts';
import type { Result } from '../result.ts';
import type { ReadProgress } from '../visit.ts';
import type { AccessKey } from './access-key.ts';
import type { Send, Transceive } from './apdu.ts';
import type { Portrait } from './dg2.ts';
import type { Ephemeral } from './ephemeral.ts';
import type { FileAccess } from './files.ts';
import type { CamProof } from './pace-cam.ts';
import type { ChipProof, Proof } from './proof.ts';
import type { ReadSizes } from './read-size.ts';
import type { SecurityInfos } from './security-info.ts';
import type { SecurityObject, SignedFile } from './security-object.ts';
import type { Session } from './session-cipher.ts';
import type { VerifiedSigners } from './signer.ts';
import type { Trust } from './trust.ts';

/** What one reading is given. */
export interface Reading {
  readonly transceive: Transceive;
  readonly key: AccessKey;
  /** Tells the century of a birth year, and whether a certificate is valid. */
  readonly today: IsoDay;
  /** Unpredictable bytes, as many as asked for. */
  readonly random: (length: number) => Uint8Array;
  /** Called as bytes come. */
  readonly report: (progress: ReadProgress) => void;
  /** Hears of the citizen as soon as DG1 and DG13 are read and are what the security object names. */
  readonly met?: (person: Person) => void;
  /** Hears where a reading ended that did not come to its end, for the log. */
  readonly refused?: (where: Refusal) => void;
  /** Hears of each step as it ends, for a technician. */
  readonly stepEnded?: (step: string) => void;
  readonly stop: AbortSignal;
  readonly wants: { readonly portrait: boolean };
  /** A chip that offers PACE and fails it is read by BAC only where this is set; it is then told. */
  readonly mayDowngrade: boolean;
  readonly reader: ReaderTraits;
  readonly memory: ReadMemory;
}

/** Where a reading ended: in which step, and how many bytes of which file had come. Nothing of what stood there. */
export interface Refusal {
  readonly step: string;
  readonly file?: string;
  readonly offset: number;
}

/** What is known of the reader that the card lies on. */
export interface ReaderTraits {
  /** Names the reader and the type of card on it. */
  readonly sizeKey: string;
  /** What the answer to reset says of the card itself, by which types of card are told apart. */
  readonly historicalBytes?: Uint8Array;
  /** Most bytes of one answer, status word included; a short one where the reader does not say. */
  readonly longestAnswer?: number;
}

/** What outlives one reading: nothing of a citizen but the files of a card that was lifted too early. */
export interface ReadMemory {
  readonly trust: Trust;
  readonly verifiedSigners: VerifiedSigners;
  readonly sizes: ReadSizes;
  /** Key pairs made while the kiosk idled, each used once. */
  readonly ephemerals: Ephemeral[];
  kept?: KeptFiles | undefined;
}

/** Files read whole before a card was lifted; they count again only under the very same security object. */
export interface KeptFiles {
  readonly securityObject: Uint8Array;
  readonly files: ReadonlyMap<SignedFile, Uint8Array>;
}

/** By what protocol the chip was opened. */
export interface AccessTaken {
  readonly protocol: 'pace' | 'bac';
  /** The chip offered PACE and failed it. */
  readonly isDowngraded: boolean;
  /** EF.CardAccess could not be read, and the constant of the Vietnamese card stood in for it. */
  readonly isAssumed: boolean;
}

/** A card read to its end. */
export interface CardRead {
  readonly person: Person;
  readonly portrait?: Portrait;
  readonly proof: Proof;
  readonly access: AccessTaken;
}

/** What the steps hand on to each other. */
export interface Chip extends Reading {
  send: Send;
  session?: Session;
  files: FileAccess;
  answerLength: number;
  access: AccessTaken;
  camProof?: CamProof | undefined;
  securityObject?: { readonly bytes: Uint8Array; readonly opened: SecurityObject | undefined } | undefined;
  readonly contents: Map<SignedFile, Uint8Array>;
  /** Bytes of each file read so far, the lengths that are known, and the share that was told last. */
  readonly progress: { readonly lengths: Record<string, number>; readonly read: Map<string, number>; told: number };
  /** The file in hand, and how many of its bytes have come. */
  inHand: Omit<Refusal, 'step'>;
  /** Whether the card itself answered the last command, rightly or not. */
  hasAnswered: boolean;
  person?: Person;
  issuingState?: string;
  infos?: SecurityInfos;
  chipProof: ChipProof;
  proof?: Proof;
}

export type Step = (chip: Chip) => Promise<Result<unknown, Fault>>;
