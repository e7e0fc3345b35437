import type { Fault } from '../faults.ts';
import type { IsoDay, Person } from '../person.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ReadProgress } from '../visit.ts';
import type { AccessKey, MrzInformation } from './access-key.ts';
import { isWithoutApplication, plainSend, type Send, status, type Transceive } from './apdu.ts';
import { accessKeys, authenticationRequest, openSession } from './bac.ts';
import { parseCom } from './com.ts';
import { parseDg1 } from './dg1.ts';
import { parseDg13 } from './dg13.ts';
import { fileNames } from './file-names.ts';
import { type BegunFile, beginFile, type FileAccess, type FileFault, finishFile, readFile } from './files.ts';
import { protectedSend } from './messaging.ts';
import { personFromCard } from './person-from-card.ts';
import { largestPiece, SHORT_ANSWER } from './piece.ts';
import type { Session } from './session-cipher.ts';

/** What one reading is given. */
export interface Reading {
  readonly transceive: Transceive;
  readonly key: AccessKey;
  /** Tells the century of a birth year. */
  readonly today: IsoDay;
  /** Unpredictable bytes, as many as asked for. */
  readonly random: (length: number) => Uint8Array;
  /** Called as bytes come, once the length of every file is known. */
  readonly report: (progress: ReadProgress) => void;
  readonly stop: AbortSignal;
}

/** What the steps hand on to each other. */
interface Chip extends Reading {
  send: Send;
  files: FileAccess;
  /** Data groups on the chip that are wanted here, by name. */
  held: readonly GroupName[];
  readonly begun: Map<GroupName, BegunFile>;
  readonly contents: Map<GroupName, Uint8Array>;
}

type Step = (chip: Chip) => Promise<Result<unknown, Fault>>;
type GroupName = 'DG1' | 'DG13';

const tagOf = { DG1: 0x61, DG13: 0x6d } as const satisfies Record<GroupName, number>;
const application = Uint8Array.of(0xa0, 0, 0, 0x02, 0x47, 0x10, 0x01);

const steps: readonly Step[] = [selectApplication, openAccess, readContents, measureGroups, readGroups];

/** Reads the citizen off the chip. A stopped or mute reading ends at once as 'card-unreadable'. */
export async function readCard(reading: Reading): Promise<Result<Person, Fault>> {
  const transceive = untilStopped(reading);
  const send = plainSend(transceive);
  const nothing = { held: [], begun: new Map(), contents: new Map() };
  const chip: Chip = { ...reading, ...nothing, transceive, send, files: { send, piece: SHORT_ANSWER } };
  for (const step of steps) {
    const done = await step(chip);
    if (!done.ok) return done;
  }
  return identify(chip);
}

/** The eMRTD application (ICAO 9303-10 §3.2). */
async function selectApplication({ send }: Chip): Promise<Result<void, Fault>> {
  const answer = await send({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application });
  if (!answer.ok) return answer;
  if (answer.value.status === status.done) return ok(undefined);
  return fail(isWithoutApplication(answer.value.status) ? 'card-unknown' : 'card-unreadable');
}

/** Basic Access Control (ICAO 9303-11 §4.3) with each key that the citizen's code may mean, the likeliest first. */
async function openAccess(chip: Chip): Promise<Result<void, Fault>> {
  for (const mrz of chip.key.mrz) {
    const session = await tryKey(chip, mrz);
    if (!session.ok) return session;
    if (session.value) {
      chip.send = protectedSend(session.value, chip.transceive);
      chip.files = { send: chip.send, piece: largestPiece(session.value.cipher.name, SHORT_ANSWER) };
      return ok(undefined);
    }
  }
  return fail('access-key-wrong');
}

/** A session, or `undefined` where the chip refuses the key. */
async function tryKey({ send, random }: Chip, mrz: MrzInformation): Promise<Result<Session | undefined, Fault>> {
  const challenge = await send({ cla: 0, ins: 0x84, p1: 0, p2: 0, expect: 8 });
  if (!challenge.ok) return challenge;
  if (challenge.value.status !== status.done || challenge.value.data.length !== 8) return fail('card-unreadable');
  const attempt = { chipNonce: challenge.value.data, nonce: random(8), keyShare: random(16) };
  const access = accessKeys(mrz);
  const data = authenticationRequest(access, attempt);
  const answer = await send({ cla: 0, ins: 0x82, p1: 0, p2: 0, data, expect: 40 });
  if (!answer.ok) return answer;
  return answer.value.status === status.done ? openSession(access, attempt, answer.value.data) : ok(undefined);
}

/** EF.COM says which data groups there are; DG1 is on every card. */
async function readContents(chip: Chip): Promise<Result<void, Fault>> {
  const file = await readFile(chip.files, fileNames.COM);
  const tags = file.ok ? parseCom(file.value) : file;
  if (!tags.ok) return fail(asFault(tags.fault));
  const names = Object.keys(tagOf) as GroupName[];
  chip.held = names.filter((name) => tags.value.includes(tagOf[name]));
  return chip.held.includes('DG1') ? ok(undefined) : fail('card-unreadable');
}

/** Lengths come before contents, so that the screen knows how much there is to read. */
async function measureGroups(chip: Chip): Promise<Result<void, Fault>> {
  for (const name of chip.held) {
    const file = await beginFile(chip.files, fileNames[name]);
    if (file.ok) chip.begun.set(name, file.value);
    else if (name === 'DG13' && file.fault === 'file-refused') return reopen(chip);
    else return fail(asFault(file.fault));
  }
  return ok(undefined);
}

/** A refusal may have ended the protected session; nobody is turned away for want of DG13. */
async function reopen(chip: Chip): Promise<Result<void, Fault>> {
  chip.send = plainSend(chip.transceive);
  const selected = await selectApplication(chip);
  return selected.ok ? openAccess(chip) : selected;
}

async function readGroups(chip: Chip): Promise<Result<void, Fault>> {
  const total = [...chip.begun.values()].reduce((sum, { length }) => sum + length, 0);
  let bytes = 0;
  chip.report({ bytes, total });
  for (const [name, begun] of chip.begun) {
    const file = await finishFile(chip.files, begun, (came) => {
      bytes += came;
      chip.report({ bytes, total });
    });
    if (!file.ok) return fail(asFault(file.fault));
    chip.contents.set(name, file.value);
  }
  return ok(undefined);
}

/** The citizen, who must be the one whose code was scanned or typed. */
function identify({ contents, key, today }: Chip): Result<Person, Fault> {
  const dg1 = parseDg1(contents.get('DG1') ?? new Uint8Array(), today);
  if (!dg1.ok) return dg1;
  const dg13 = contents.get('DG13');
  const person = personFromCard(dg1.value, dg13 && parseDg13(dg13));
  if (!person.ok) return person;
  const isSameCard = key.idNumber === undefined || key.idNumber === person.value.idNumber;
  return isSameCard ? person : fail('code-of-another-card');
}

function asFault(fault: FileFault): Fault {
  return fault === 'file-refused' || fault === 'length-refused' ? 'card-unreadable' : fault;
}

/** Every wait has an end: a chip that never answers is left behind when the reading is stopped. */
function untilStopped({ transceive, stop }: Reading): Transceive {
  const stopped = new Promise<Result<never, Fault>>((resolve) => {
    stop.addEventListener('abort', () => resolve(fail('card-unreadable')), { once: true });
  });
  return async (apdu) => (stop.aborted ? fail('card-unreadable') : Promise.race([transceive(apdu), stopped]));
}
