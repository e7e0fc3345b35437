import type { AccessKey } from '../../core/card/access-key.ts';
import type { Reading } from '../../core/card/reading.ts';
import { type Breakage, broken } from '../fakes/card/broken-files.ts';
import { type Citizen, citizens } from '../fakes/card/citizens.ts';
import { applicationIds, type FileName, filesOf } from '../fakes/card/files.ts';
import { foreignIssuer, trustedIssuer } from '../fakes/card/issuer.ts';
import type { Misbehaviour } from '../fakes/card/misbehaviour.ts';
import type { FileEdit } from '../fakes/card/profile.ts';
import type { CardOptions } from '../fakes/card/virtual-card.ts';
import { freshMemory, keyTo } from './card-in-hand.ts';

export const citizen: Citizen = citizens[0]!;
export const other: Citizen = citizens[1]!;

/** A card, how it is made, how it is read, and what must come of it, as `outcomeOf` says it. */
export interface CardCase {
  readonly name: string;
  readonly made: CardOptions;
  readonly outcome: string;
  readonly of?: Citizen;
  readonly key?: AccessKey;
  readonly reading?: Partial<Reading>;
  /** Anything that the card does which its options do not have. */
  readonly wrong?: () => Meddling;
  /** How often it is laid on; the last time counts. */
  readonly taps?: number;
}

/** What becomes of the answer to a command, counted from 1; `previous` are the answers before. */
export type Meddling = (
  answer: Uint8Array,
  count: number,
  apdu: Uint8Array,
  previous: readonly Uint8Array[],
) => Uint8Array;

const withPortrait = { wants: { portrait: true } } as const;
const lenient = { mayDowngrade: true } as const;
const unreadable = 'card-unreadable';
const altered = 'card-altered';
const copied = 'card-copied';
const mayBeCopied = 'signed-but-may-be-copied (pace)';
const bac = { access: 'bac' } as const;
const pace = { access: 'pace' } as const;
const byNumber = { ...keyTo(citizen), mrz: [] };

const flipIn =
  (which: FileName, at: number): FileEdit =>
  (name, bytes) =>
    name === which
      ? Buffer.from(bytes.map((byte, index) => (index === (at < 0 ? bytes.length + at : at) ? byte ^ 1 : byte)))
      : bytes;
const put =
  (which: FileName, other: Buffer): FileEdit =>
  (name, bytes) =>
    name === which ? other : bytes;
const foreign = (which: 'dg1' | 'dg13') => put(which, filesOf(other).get(applicationIds[which])!);
const replaced =
  (which: FileName, from: string, to: string): FileEdit =>
  (name, bytes) =>
    name === which ? Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1') : bytes;
const refused = Uint8Array.of(0x6a, 0x82);

/** An answer to the first command with this instruction and first parameter, where given, is another one. */
const to =
  (ins: number, change: (answer: Uint8Array) => Uint8Array, nth = 1, p1?: number) =>
  () => {
    let seen = 0;
    const meddle: Meddling = (answer, _, apdu) =>
      apdu[1] === ins && (p1 === undefined || apdu[2] === p1) && ++seen === nth ? change(answer) : answer;
    return meddle;
  };
const word = (status: number) => () => Uint8Array.of(status >> 8, status & 0xff);
const flip = (fromEnd: number) => (answer: Uint8Array) =>
  answer.map((byte, index) => (index === answer.length - fromEnd ? byte ^ 0x01 : byte));
const GENERAL_AUTHENTICATE = 0x86;
const SECURITY_ENVIRONMENT = 0x22;
const INTERNAL_AUTHENTICATE = 0x88;
const READ = 0xb0;
const SELECT = 0xa4;

/** The chip's first answer under each protection: of PACE, and of chip authentication. */
const phases = {
  opening: 1,
  application: 7,
  'security object': 8,
  person: 14,
  'chip keys': 18,
  'chip authentication': 20,
  last: 22,
};

const groups = ['dg1', 'dg13', 'dg14', 'dg15', 'dg2'] as const;
const keyBreaks: readonly Breakage[] = ['empty', 'one-bit', 'other-tag'];

const signatures: readonly CardCase[] = [
  { name: 'the signed hash of DG1 is another', made: { flaw: 'wrong-hash' }, outcome: altered },
  { name: 'the signature does not hold', made: { flaw: 'bad-signature' }, outcome: altered },
  { name: 'the signature does not hold (RSA)', made: { flaw: 'bad-signature', signer: 'rsa' }, outcome: altered },
  { name: 'the signature does not hold (PSS)', made: { flaw: 'bad-signature', signer: 'rsa-pss' }, outcome: altered },
  {
    name: 'the signature does not hold (brainpool)',
    made: { flaw: 'bad-signature', signer: 'brainpoolP256r1' },
    outcome: altered,
  },
  {
    name: 'the signature does not hold, and nobody is trusted',
    made: { flaw: 'bad-signature' },
    reading: { memory: freshMemory() },
    outcome: altered,
  },
  { name: 'the signer has expired', made: { flaw: 'expired-signer' }, outcome: 'not proved: issuer-not-valid (pace)' },
  {
    name: 'the signer is not for signing',
    made: { flaw: 'no-key-usage' },
    outcome: 'not proved: signer-not-valid (pace)',
  },
  { name: 'the issuer is not known', made: { flaw: 'unknown-issuer' }, outcome: 'not proved: issuer-unknown (pace)' },
  {
    name: 'the certificate of the signer was changed',
    made: { flaw: 'bad-certificate' },
    outcome: 'not proved: issuer-unknown (pace)',
  },
  {
    name: 'nobody is trusted',
    made: {},
    reading: { memory: freshMemory() },
    outcome: 'not proved: issuer-unknown (pace)',
  },
  {
    name: 'another country signed it',
    made: { flaw: 'wrong-country' },
    reading: { memory: freshMemory(trustedIssuer(), foreignIssuer()) },
    outcome: 'not proved: country-differs (pace)',
  },
  {
    name: 'another country signed it, which is not trusted',
    made: { flaw: 'wrong-country' },
    outcome: 'not proved: issuer-unknown (pace)',
  },
];

const alterations: readonly CardCase[] = [
  ...groups.map((group) => ({
    name: `a byte of ${group} was changed after it was signed`,
    made: { afterSigning: flipIn(group, -1) },
    reading: withPortrait,
    outcome: altered,
  })),
  {
    name: 'DG1 of another citizen, whose code was scanned',
    made: { afterSigning: foreign('dg1'), ...bac },
    outcome: altered,
  },
  { name: 'DG13 of another citizen', made: { afterSigning: foreign('dg13') }, outcome: altered },
  { name: 'DG1 with a wrong check digit', made: { afterSigning: flipIn('dg1', 20) }, outcome: altered },
  { name: 'DG13 of another citizen, signed', made: { beforeSigning: foreign('dg13') }, outcome: unreadable },
  { name: 'the name in DG13 was changed', made: { afterSigning: replaced('dg13', 'An', 'Am') }, outcome: altered },
  { name: 'DG1 with a wrong check digit, signed', made: { beforeSigning: flipIn('dg1', 20) }, outcome: unreadable },
  { name: 'DG1 with a wrong composite digit, signed', made: { beforeSigning: flipIn('dg1', 64) }, outcome: unreadable },
  { name: 'a byte of the signed hashes was changed', made: { afterSigning: flipIn('sod', 90) }, outcome: altered },
  {
    name: 'the security object is missing',
    made: {},
    wrong:
      () =>
      (answer, _, [__, ins, p1]) =>
        (ins === READ && p1 === 0x9d) || (ins === SELECT && p1 === 2) ? refused : answer,
    outcome: 'not proved: no-security-object (pace)',
  },
  { name: 'the security object is empty', made: { afterSigning: put('sod', Buffer.alloc(0)) }, outcome: unreadable },
];

const breakage = (which: FileName, how: Breakage, outcome: string, isSigned = true): CardCase => ({
  name: `${which} ${how}${isSigned ? ', signed so' : ''}`,
  made: isSigned ? { beforeSigning: broken(which, how) } : { afterSigning: broken(which, how) },
  reading: withPortrait,
  outcome,
});
const everyBreakage: readonly Breakage[] = [
  'huge-length',
  'length-of-many-bytes',
  'indefinite',
  'endless-nesting',
  'other-tag',
  'cut',
  'inner-length-past-the-end',
  'empty',
  'one-bit',
];

/** Where the header itself says what cannot be, or more than there is, the file is not read to its end. */
const endless: readonly Breakage[] = ['huge-length', 'length-of-many-bytes', 'indefinite', 'cut'];
const outcomeOfBreakage = (how: Breakage) => (endless.includes(how) ? unreadable : altered);

const lengths: readonly CardCase[] = [
  ...everyBreakage.filter((how) => how !== 'one-bit').map((how) => breakage('dg1', how, unreadable)),
  ...(['sod', 'dg13', 'dg14', 'dg2'] as const).flatMap((which) =>
    everyBreakage.map((how) => breakage(which, how, outcomeOfBreakage(how), false)),
  ),
  ...endless.map((how) => breakage('dg13', how, unreadable)),
  ...keyBreaks.map((how) => breakage('dg15', how, altered, false)),
  { name: 'says that DG1 is 40 bytes longer than it is', made: { lengthLie: 40 }, outcome: unreadable },
  { name: 'says that DG1 is 20,000 bytes longer', made: { lengthLie: 20_000 }, outcome: unreadable },
  { name: 'says that DG1 is shorter', made: { lengthLie: -20 }, outcome: altered },
  ...(['dg1', 'dg2', 'dg13', 'sod'] as const).map((growing) => ({
    name: `${growing} has grown since it was read before`,
    made: { growing },
    reading: withPortrait,
    taps: 2,
    outcome: altered,
  })),
];

const copies: readonly CardCase[] = [
  { name: 'a copy, both proofs asked', made: { isClone: true }, outcome: copied },
  {
    name: 'a copy of a chip with chip authentication alone',
    made: { isClone: true, activeAuthentication: 'none' },
    outcome: copied,
  },
  ...(['rsa-1024', 'rsa-2048', 'P-256', 'brainpoolP256r1'] as const).map((activeAuthentication) => ({
    name: `a copy of a chip with active authentication alone (${activeAuthentication})`,
    made: { isClone: true, chipAuthentication: 'none', activeAuthentication } as const,
    outcome: copied,
  })),
  {
    name: 'a copy of a chip that PACE-CAM proves',
    made: { isClone: true, pace: { mapping: 'chip-authentication' } },
    outcome: copied,
  },
  ...[0x6d00, 0x6982, 0x6f00].map((status) => ({
    name: `a copy that only refuses, unprotected, once keys were agreed (${status.toString(16)})`,
    made: { isClone: true },
    wrong: to(INTERNAL_AUTHENTICATE, word(status)),
    outcome: mayBeCopied,
  })),
  {
    name: 'a copy that declines chip authentication, and has lost the session',
    made: { isClone: true },
    wrong: to(GENERAL_AUTHENTICATE, word(0x6a80), 5),
    outcome: mayBeCopied,
  },
  { name: 'a copy that is altered too', made: { isClone: true, afterSigning: flipIn('dg13', -1) }, outcome: altered },
  {
    name: 'a signature that is another one',
    made: { chipAuthentication: 'none' },
    wrong: to(INTERNAL_AUTHENTICATE, flip(20)),
    outcome: unreadable,
  },
];

const openings: readonly CardCase[] = [
  { name: 'PACE is offered and fails', made: { pace: { isBroken: true } }, outcome: 'access-key-wrong' },
  {
    name: 'PACE is offered and answers 6F00',
    made: {},
    wrong: to(GENERAL_AUTHENTICATE, word(0x6f00), 1),
    outcome: unreadable,
  },
  { name: 'PACE is offered and refused', made: {}, wrong: to(SECURITY_ENVIRONMENT, word(0x6a80)), outcome: unreadable },
  {
    name: 'the same, where BAC may follow',
    made: {},
    wrong: to(SECURITY_ENVIRONMENT, word(0x6a80)),
    reading: lenient,
    outcome: 'genuine by active-authentication (bac, downgraded)',
  },
  {
    name: 'PACE is offered and fails, where BAC may follow',
    made: {},
    wrong: to(GENERAL_AUTHENTICATE, word(0x6f00), 2),
    reading: lenient,
    outcome: 'genuine by active-authentication (bac, downgraded)',
  },
  {
    name: 'the nonce of PACE is empty',
    made: {},
    wrong: to(GENERAL_AUTHENTICATE, () => Uint8Array.of(0x7c, 2, 0x80, 0, 0x90, 0)),
    outcome: unreadable,
  },
  {
    name: 'the nonce of PACE is another',
    made: {},
    wrong: to(GENERAL_AUTHENTICATE, flip(5)),
    outcome: 'access-key-wrong',
  },
  {
    name: 'the mapping point of PACE is not on the curve',
    made: {},
    wrong: to(GENERAL_AUTHENTICATE, flip(5), 2),
    outcome: unreadable,
  },
  {
    name: 'the key of PACE is not on the curve',
    made: {},
    wrong: to(GENERAL_AUTHENTICATE, flip(5), 3),
    outcome: unreadable,
  },
  {
    name: 'the key of PACE is our own',
    made: {},
    wrong: () => (answer, count, apdu) =>
      count === 5 ? Uint8Array.from([0x7c, 0x43, 0x84, ...apdu.subarray(8, 8 + 66), 0x90, 0]) : answer,
    outcome: unreadable,
  },
  { name: 'the token of PACE is another', made: {}, wrong: to(GENERAL_AUTHENTICATE, flip(4), 4), outcome: unreadable },
  {
    name: 'PACE-CAM says nothing that proves it',
    made: { pace: { mapping: 'chip-authentication' } },
    wrong: to(GENERAL_AUTHENTICATE, flip(4), 4),
    outcome: unreadable,
  },
  { name: 'a wrong code', made: {}, of: other, outcome: 'access-key-wrong' },
  { name: 'a wrong code, on a chip with BAC alone', made: bac, of: other, outcome: 'access-key-wrong' },
  {
    name: 'another card, to whose lines another number was typed',
    made: bac,
    key: { ...keyTo(citizen), idNumber: other.idNumber },
    outcome: 'cards-differ',
  },
  { name: 'a chip with BAC alone, to six digits', made: bac, key: byNumber, outcome: 'access-key-wrong' },
  { name: 'a blocked chip', made: { pace: { tries: 0 } }, outcome: unreadable },
  {
    name: 'a wrong code, after which the chip is blocked',
    made: { pace: { tries: 1 } },
    of: other,
    outcome: 'access-key-wrong',
  },
  {
    name: 'a chip that a wrong code has blocked',
    made: { pace: { tries: 1 } },
    of: other,
    taps: 2,
    outcome: unreadable,
  },
  {
    name: 'the challenge of BAC is short',
    made: bac,
    wrong: to(0x84, (answer) => answer.subarray(3)),
    outcome: unreadable,
  },
  { name: 'the proof of BAC is spoilt', made: bac, wrong: to(0x82, flip(3)), outcome: unreadable },
  { name: 'no application', made: { isForeign: true }, outcome: 'card-unknown' },
  {
    name: 'EF.CardAccess of 4 GB',
    made: {},
    wrong: to(READ, () => Uint8Array.of(0x31, 0x84, 0xff, 0xff, 0xff, 0xff, 0x90, 0)),
    outcome: unreadable,
  },
  {
    name: 'EF.CardAccess that offers nothing',
    made: pace,
    wrong: to(READ, () => Uint8Array.of(0x31, 0, 0x90, 0)),
    outcome: unreadable,
  },
];

type Phase = keyof typeof phases;
type Wrongness = Misbehaviour['kind'];
/** What the wire's troubles are told as, and the phases where it is something else. */
const toldAs: Readonly<
  Partial<Record<Wrongness, { readonly usual: string } & Readonly<Partial<Record<Phase, string>>>>>
> = {
  'wrong-mac': { usual: unreadable, last: copied },
  replayed: { usual: unreadable, opening: 'card-removed', last: copied },
  short: { usual: unreadable, opening: 'card-removed', last: copied },
  garbage: { usual: unreadable, last: copied },
  empty: { usual: 'card-removed' },
  removed: { usual: 'card-removed' },
  'wrong-word': { usual: unreadable, 'chip keys': mayBeCopied, 'chip authentication': mayBeCopied, last: mayBeCopied },
};

const wires: readonly CardCase[] = Object.entries(toldAs).flatMap(([kind, told]) =>
  Object.entries(phases).map(([phase, at]) => ({
    name: `${kind} from the ${phase} on (command ${at})`,
    made: { misbehaves: { at, kind: kind as Wrongness, isFromThereOn: true } },
    outcome: told[phase as Phase] ?? told.usual,
  })),
);

const said = (most: number, tooMuch: 'cut' | '6700' | '6700-and-ends' | '6Cxx') => ({ answers: { most, tooMuch } });
const genuine = 'genuine by chip-authentication (pace)';
/** Peculiar, and right: each must be read to its end. */
export const goodCards: readonly CardCase[] = [
  {
    name: 'EF.COM hides DG13, which the security object names',
    made: { afterSigning: replaced('com', '\x6d', '\x6c') },
    outcome: 'genuine by chip-authentication (pace)',
  },
  { name: 'as published readers describe it', made: {}, outcome: genuine },
  { name: 'says 6C80 to more than 128 bytes', made: said(128, '6Cxx'), outcome: genuine },
  {
    name: 'says 6700 to more than 128 bytes',
    made: said(128, '6700'),
    outcome: 'genuine by chip-authentication (pace, assumed)',
  },
  {
    name: 'ends its session with 6700',
    made: said(128, '6700-and-ends'),
    outcome: 'genuine by chip-authentication (pace, assumed)',
  },
  { name: 'cuts its answers to 100 bytes', made: said(100, 'cut'), outcome: genuine },
  { name: 'answers in pieces (61xx)', made: { answers: { piece: 60 } }, outcome: genuine },
  { name: 'takes no extended length', made: { answers: { takesExtended: false } }, outcome: genuine },
  {
    name: 'hides EF.CardAccess',
    made: { cardAccess: 'hidden' },
    outcome: 'genuine by chip-authentication (pace, assumed)',
  },
  { name: 'BAC alone', made: bac, outcome: 'genuine by chip-authentication (bac)' },
  { name: 'PACE alone', made: pace, outcome: genuine },
  { name: 'PACE-CAM', made: { pace: { mapping: 'chip-authentication' } }, outcome: 'genuine by pace-cam (pace)' },
  {
    name: 'active authentication alone',
    made: { chipAuthentication: 'none' },
    outcome: 'genuine by active-authentication (pace)',
  },
  {
    name: 'no proof of the chip',
    made: { chipAuthentication: 'none', activeAuthentication: 'none' },
    outcome: 'signed-but-may-be-copied (pace)',
  },
  { name: 'a master file that can be selected', made: { masterFile: 'selectable' }, outcome: genuine },
  ...(['empty', 'other-tag', 'endless-nesting', 'inner-length-past-the-end'] as const).map((how) =>
    breakage('dg13', how, genuine),
  ),
  ...(['dg1', 'dg13', 'sod'] as const).map((growing) => ({
    name: `${growing} grows once its beginning was read`,
    made: { growing },
    outcome: genuine,
  })),
  { name: 'signed with PSS', made: { signer: 'rsa-pss' }, outcome: genuine },
];

export const badCards: readonly CardCase[] = [
  ...signatures,
  ...alterations,
  ...lengths,
  ...copies,
  ...openings,
  ...wires,
];
