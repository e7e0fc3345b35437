import type { CurveName } from './curves.ts';
import type { FileName } from './files.ts';
import type { Flaw, SignerKind } from './issuer.ts';
import type { CipherName } from './suites.ts';

/** What a chip is made as. Everything has a default: a Vietnamese card as published readers describe it. */
export interface Making {
  /** A card of another kind: it has no eMRTD application. */
  readonly isForeign?: boolean;
  /** Added to the length that the headers of DG1 and DG13 state. */
  readonly lengthLie?: number;
  readonly access?: 'bac' | 'pace' | 'pace+bac';
  readonly pace?: Partial<PaceMaking>;
  /** `refused`: its master file cannot be selected (6D00), and what is in it answers from anywhere. */
  readonly masterFile?: 'refused' | 'selectable';
  /** `hidden`: EF.CardAccess is not found, though PACE works. */
  readonly cardAccess?: 'readable' | 'hidden';
  readonly answers?: Partial<AnswerMaking>;
  readonly chipAuthentication?: { readonly cipher: CipherName; readonly curve: CurveName } | 'none';
  readonly activeAuthentication?: ActiveKind | 'none';
  /** How an ECDSA signature of active authentication is written: TR-03111 says plain, some chips say DER. */
  readonly signatureForm?: 'plain' | 'der';
  /** A copy: all files, but not the private keys that the files name. */
  readonly isClone?: boolean;
  readonly portrait?: { readonly kind?: 'jpeg' | 'jpeg-2000' /** Of the whole DG2. */; readonly fileBytes?: number };
  readonly hasDg11?: boolean;
  readonly hasDg12?: boolean;
  readonly signer?: SignerKind;
  readonly flaw?: Flaw;
  /** Changes a file before its hash is signed: the issuer wrote it so. */
  readonly beforeSigning?: FileEdit;
  /** Changes a file after: somebody else did. */
  readonly afterSigning?: FileEdit;
  /** This file is longer, each time that its beginning is read. */
  readonly growing?: FileName;
}

export type ActiveKind = 'rsa-1024' | 'rsa-2048' | 'P-256' | 'brainpoolP256r1';

/** Gives the bytes of a file of that name back, changed or not. */
export type FileEdit = (name: FileName, bytes: Buffer) => Buffer;

export interface PaceMaking {
  readonly mapping: 'generic' | 'integrated' | 'chip-authentication';
  readonly cipher: CipherName;
  readonly curve: CurveName;
  /** Wrong passwords until it is blocked; without a number it says 6300 each time, as Vietnamese cards are seen to. */
  readonly tries: number | undefined;
  /** A wrong password is answered so much later. */
  readonly msAfterWrong: number;
  /** Offers PACE, and fails it at its last step whatever the password. */
  readonly isBroken: boolean;
}

export interface AnswerMaking {
  readonly takesExtended: boolean;
  /** The most bytes of a file that it gives at once. */
  readonly most: number;
  /** When more is asked for: less is given, 6700, 6700 and the session is over, or 6Cxx with what it would give. */
  readonly tooMuch: 'cut' | '6700' | '6700-and-ends' | '6Cxx';
  /** Answers longer than this come in pieces, 61xx and GET RESPONSE. */
  readonly piece: number | undefined;
}

export const defaultPace: PaceMaking = {
  mapping: 'generic',
  cipher: 'aes-128',
  curve: 'brainpoolP256r1',
  tries: undefined,
  msAfterWrong: 0,
  isBroken: false,
};

export const defaultAnswers: AnswerMaking = { takesExtended: true, most: 65_536, tooMuch: 'cut', piece: undefined };

export const defaultChipAuthentication = { cipher: 'aes-128', curve: 'brainpoolP256r1' } as const;
