import { isDeepStrictEqual } from 'node:util';
import { answerIsGenuine } from '../../core/card/active-authentication.ts';
import { chipKeyOf } from '../../core/card/chip-key.ts';
import { parseCom } from '../../core/card/com.ts';
import { parseDg1, parsePassportDg1 } from '../../core/card/dg1.ts';
import { parseDg2 } from '../../core/card/dg2.ts';
import { parseDg13 } from '../../core/card/dg13.ts';
import { parseDg15 } from '../../core/card/dg15.ts';
import { provePassive } from '../../core/card/passive.ts';
import { parseDg14, parseSecurityInfos } from '../../core/card/security-info.ts';
import { openSecurityObject, type SignedFile } from '../../core/card/security-object.ts';
import type { Person } from '../../core/person.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { contentsOf, masterIds } from '../fakes/card/contents.ts';
import { applicationIds, type FileName } from '../fakes/card/files.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { freshMemory, keyTo, today } from './card-in-hand.ts';
import { type Dice, diceOf, mutated } from './mutation.ts';
import { type Tappable, tap } from './tapped.ts';

const citizen = citizens[0]!;
const groups = ['dg1', 'dg2', 'dg13', 'dg14', 'dg15'] as const;
const challenge = new Uint8Array(8);

/** Each parser that bytes of that file meet, and those behind it. */
const parsers: Readonly<Record<(typeof groups)[number] | 'cardAccess' | 'com', (bytes: Uint8Array) => unknown>> = {
  dg1: (bytes) => [parseDg1(bytes, today), parsePassportDg1(bytes, today)],
  dg2: parseDg2,
  dg13: parseDg13,
  dg14: (bytes) => keysIn(parseDg14(bytes)),
  dg15: (bytes) => answerIsGenuine(parseDg15(bytes) ?? bytes, challenge, new Uint8Array(128)),
  cardAccess: (bytes) => keysIn(parseSecurityInfos(bytes)),
  com: parseCom,
};

function keysIn(infos: ReturnType<typeof parseDg14>): unknown {
  return infos.ok && infos.value.chipKeys.map(({ spki }) => chipKeyOf(spki));
}

/** What a run did; `believed` are the altered ones that came out as their issuer's, of which there must be none. */
export interface FuzzRun {
  readonly tried: number;
  readonly believed: number;
  /** Those that were refused, or told as altered. */
  readonly refused: number;
  readonly worstMs: number;
}

/** Called now and then with how many are done. */
export type Told = (done: number) => void;

/** Mutated files through their parsers and through passive authentication. What throws comes out of here. */
export async function fuzzFiles(count: number, seed: number, told: Told = () => {}): Promise<FuzzRun> {
  const { application, master } = contentsOf(citizen, {});
  const files = new Map(groups.map((name) => [name, application.get(applicationIds[name])!] as const));
  const sod = application.get(applicationIds.sod)!;
  const card = { files, sod, cardAccess: master.get(masterIds.cardAccess)!, com: application.get(applicationIds.com)! };
  const judge = judgeWith(card);
  return tally(count, seed, told, (dice) => judge(dice));
}

interface CardFiles {
  readonly files: ReadonlyMap<(typeof groups)[number], Uint8Array>;
  readonly sod: Uint8Array;
  readonly cardAccess: Uint8Array;
  readonly com: Uint8Array;
}

function judgeWith({ files, sod, cardAccess, com }: CardFiles) {
  const { trust, verifiedSigners } = freshMemory(trustedIssuer());
  const opened = openSecurityObject(sod)!;
  const prove = (name: (typeof groups)[number], bytes: Uint8Array, by: typeof opened | Uint8Array) => {
    const signed = new Map<SignedFile, Uint8Array>();
    for (const [group, own] of files) signed.set(group.toUpperCase() as SignedFile, group === name ? bytes : own);
    return provePassive({ sod: by, files: signed, trust, verifiedSigners, at: today, mrzCountry: 'VNM' }).kind;
  };
  return async (dice: Dice): Promise<Verdict> => {
    const which = dice(groups.length + 3);
    const name = groups[which] ?? groups[dice(groups.length)]!;
    const other = mutated(files.get(name)!, dice);
    if (Buffer.from(other).equals(files.get(name)!)) return 'harmless';
    parsers[name](other);
    if (which === groups.length + 1) parsers.cardAccess(mutated(cardAccess, dice));
    if (which === groups.length + 2) parsers.com(mutated(com, dice));
    const said = prove(name, other, which === groups.length ? mutated(sod, dice) : opened);
    return said === 'signed' ? 'believed' : 'refused';
  };
}

type Verdict = 'believed' | 'refused' | 'harmless';

async function tally(count: number, seed: number, told: Told, one: (dice: Dice) => Promise<Verdict>): Promise<FuzzRun> {
  const dice = diceOf(seed);
  const run = { tried: 0, believed: 0, refused: 0, harmless: 0, worstMs: 0 };
  for (; run.tried < count; run.tried++) {
    const from = performance.now();
    run[await one(dice)]++;
    run.worstMs = Math.max(run.worstMs, performance.now() - from);
    if ((run.tried + 1) % 1_000 === 0) told(run.tried + 1);
  }
  return run;
}

const makings: readonly CardOptions[] = [
  { access: 'bac', chipAuthentication: 'none' },
  { access: 'bac' },
  { access: 'bac', chipAuthentication: 'none', activeAuthentication: 'none' },
  {},
  { pace: { mapping: 'chip-authentication' } },
  { chipAuthentication: 'none', activeAuthentication: 'P-256' },
];

/** Whole readings of cards of which some answers, or a file, were mutated. One that does not end throws. */
export async function fuzzConversations(count: number, seed: number, told: Told = () => {}): Promise<FuzzRun> {
  const cards = makings.map((making) => new VirtualCard(citizen, making));
  const honest = await personOf(cards[0]!);
  return tally(count, seed, told, async (dice) => {
    const at = dice(makings.length);
    const hasMutatedFile = dice(2) === 0;
    const card = hasMutatedFile ? withMutatedFile(makings[at]!, dice) : answeringWrongly(cards[at]!, dice);
    const { read } = await tap(card, keyTo(citizen), {
      memory: freshMemory(trustedIssuer()),
      mayDowngrade: dice(2) === 0,
    });
    if (!read.ok) return 'refused';
    const { proof, person } = read.value;
    if (proof.kind === 'not-proved') return 'refused';
    return isDeepStrictEqual(person, honest) ? 'harmless' : 'believed';
  });
}

async function personOf(card: VirtualCard): Promise<Person> {
  const { read } = await tap(card, keyTo(citizen));
  if (!read.ok) throw new Error('an honest card is read');
  return read.value.person;
}

function withMutatedFile(making: CardOptions, dice: Dice): VirtualCard {
  const names: readonly FileName[] = ['dg1', 'dg13', 'dg14', 'dg15', 'sod', 'com'];
  const which = names[dice(names.length)];
  const afterSigning = (name: FileName, bytes: Buffer) => (name === which ? Buffer.from(mutated(bytes, dice)) : bytes);
  return new VirtualCard(citizen, { ...making, afterSigning });
}

/** From some answer on, each is mutated, or only now and then one. */
function answeringWrongly(card: VirtualCard, dice: Dice): Tappable {
  card.enter();
  const [from, everyFew] = [dice(24), 1 + dice(8)];
  let count = 0;
  return {
    async transceive(apdu) {
      const answer = await card.transceive(apdu);
      return ++count > from && dice(everyFew) === 0 ? mutated(answer, dice) : answer;
    },
  };
}
