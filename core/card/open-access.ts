import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import type { MrzInformation } from './access-key.ts';
import { learnAnswerLength } from './answer-size.ts';
import { isWithoutApplication, plainSend, type Send, status } from './apdu.ts';
import { accessKeys, authenticationRequest, openSession } from './bac.ts';
import { joinAnswers, withRightLength } from './chaining.ts';
import { domainOf } from './domains.ts';
import { masterFileNames } from './file-names.ts';
import { readFile } from './files.ts';
import { protectedSend } from './messaging.ts';
import { openPace } from './pace.ts';
import { choosePace } from './pace-offer.ts';
import type { Password } from './pace-password.ts';
import { largestPiece, SHORT_ANSWER } from './piece.ts';
import type { Chip } from './reading.ts';
import { assumedCardAccess, type PaceInfo, parseSecurityInfos } from './security-info.ts';
import type { Session } from './session-cipher.ts';

const application = Uint8Array.of(0xa0, 0, 0, 0x02, 0x47, 0x10, 0x01);
/** A wrong password costs the chip's patience: of a QR's candidates for BAC more may be tried, of a CAN one. */
type Opened = 'open' | 'wrong-key' | 'not-offered';

/**
 * Opens the chip: PACE where it is offered, else Basic Access Control (ICAO 9303-11 §4.2). A chip that offers PACE and
 * fails it is not read by BAC, unless the site says so, and then the result says so too.
 */
export async function openAccess(chip: Chip): Promise<Result<void, Fault>> {
  const offer = await readOffer(chip);
  if (!offer.ok) return offer;
  if (!offer.value) return openUnknown(chip);
  const opened = await openByPace(chip, offer.value, false);
  if (opened.ok && opened.value === 'open') return selectApplication(chip);
  if (opened.ok && opened.value === 'wrong-key') return fail('access-key-wrong');
  if (!opened.ok && opened.fault !== 'card-unreadable') return opened;
  return chip.mayDowngrade ? openByBac(chip, true) : fail('card-unreadable');
}

/** PACE as EF.CardAccess offers it, read by its short name or selected; `undefined` where the file is not there. */
async function readOffer(chip: Chip): Promise<Result<PaceInfo | undefined, Fault>> {
  startPlain(chip);
  await learnAnswerLength(chip);
  const file = await readFile(chip.files, masterFileNames.cardAccess);
  if (!file.ok) {
    const { fault } = file;
    return fault === 'file-refused' || fault === 'length-refused' ? ok(undefined) : fail(fault);
  }
  const infos = parseSecurityInfos(file.value);
  return infos.ok ? ok(choosePace(infos.value.pace)) : infos;
}

/**
 * Some Vietnamese cards hide EF.CardAccess and take PACE all the same: it is tried as their constant has it, and a chip
 * that does not know the protocol is read by BAC.
 */
async function openUnknown(chip: Chip): Promise<Result<void, Fault>> {
  const selected = await selectApplication(chip);
  if (!selected.ok) return selected;
  const assumed = parseSecurityInfos(assumedCardAccess);
  const offer = assumed.ok && choosePace(assumed.value.pace);
  const opened = offer ? await openByPace(chip, offer, true) : ok('not-offered' as const);
  if (opened.ok && opened.value === 'open') return selectApplication(chip);
  if (opened.ok && opened.value === 'wrong-key') return fail('access-key-wrong');
  if (!opened.ok && (opened.fault !== 'card-unreadable' || !chip.mayDowngrade)) return opened;
  return openByBac(chip, !opened.ok);
}

/** The eMRTD application (ICAO 9303-10 §3.2), under whatever protection there is by now. */
export async function selectApplication({ send, files }: Chip): Promise<Result<void, Fault>> {
  files.selected = undefined;
  const answer = await send({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application });
  if (!answer.ok) return answer;
  if (answer.value.status === status.done) return ok(undefined);
  return fail(isWithoutApplication(answer.value.status) ? 'card-unknown' : 'card-unreadable');
}

async function openByPace(chip: Chip, offer: PaceInfo, isAssumed: boolean): Promise<Result<Opened, Fault>> {
  const password = passwordOf(chip);
  if (!password) return ok('wrong-key');
  if (isAssumed && !(await knowsPace(chip, offer))) return ok('not-offered');
  const ephemeral = takeEphemeral(chip, offer.parameterId);
  const opened = await openPace(chip.send, offer, password, { random: chip.random, ...(ephemeral && { ephemeral }) });
  if (!opened.ok) return opened.fault === 'access-key-wrong' ? ok('wrong-key') : opened;
  protect(chip, opened.value.session);
  chip.camProof = opened.value.camProof;
  chip.access = { protocol: 'pace', isDowngraded: false, isAssumed };
  return ok('open');
}

/** The card access number is the last six of the citizen's twelve digits; without them the MRZ opens the chip too. */
function passwordOf({ key: { idNumber, can = idNumber?.slice(-6), mrz } }: Chip): Password | undefined {
  if (can) return { kind: 'can', digits: can };
  return mrz[0] && { kind: 'mrz', mrz: mrz[0] };
}

/** MSE:Set AT is refused by a chip that does not know the protocol (ICAO 9303-11 §4.4.4.1). */
async function knowsPace({ send }: Chip, { oidBytes, parameterId }: PaceInfo): Promise<boolean> {
  const data = Uint8Array.of(0x80, oidBytes.length, ...oidBytes, 0x83, 1, 2, 0x84, 1, parameterId);
  const answer = await send({ cla: 0, ins: 0x22, p1: 0xc1, p2: 0xa4, data });
  return answer.ok && (answer.value.status === status.done || (answer.value.status & 0xfff0) === 0x63c0);
}

/** A key pair made ahead on the same parameters, which is then spent. */
export function takeEphemeral({ memory: { ephemerals } }: Chip, parameterId: number) {
  const at = ephemerals.findIndex(({ domain }) => domain === domainOf(parameterId));
  return at < 0 ? undefined : ephemerals.splice(at, 1)[0];
}

/** Basic Access Control (ICAO 9303-11 §4.3) with each MRZ that the citizen's code may mean, the likeliest first. */
async function openByBac(chip: Chip, isDowngraded: boolean): Promise<Result<void, Fault>> {
  startPlain(chip);
  const selected = await selectApplication(chip);
  if (!selected.ok) return selected;
  for (const mrz of chip.key.mrz) {
    const session = await tryMrz(chip, mrz);
    if (!session.ok) return session;
    if (!session.value) continue;
    protect(chip, session.value);
    chip.access = { protocol: 'bac', isDowngraded, isAssumed: false };
    return ok(undefined);
  }
  return fail('access-key-wrong');
}

/** A session, or `undefined` where the chip refuses the key. */
async function tryMrz({ send, random }: Chip, mrz: MrzInformation): Promise<Result<Session | undefined, Fault>> {
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

function startPlain(chip: Chip): void {
  chip.session?.wipe();
  chip.send = withRightLength(plainSend(joinAnswers(chip.transceive)));
  chip.files = { send: chip.send, piece: SHORT_ANSWER };
}

/** From here on every message is protected by this session. */
export function protect(chip: Chip, session: Session): void {
  chip.session?.wipe();
  chip.session = session;
  const send: Send = withRightLength(protectedSend(session, joinAnswers(chip.transceive)));
  chip.send = send;
  chip.files = {
    ...chip.files,
    send,
    piece: largestPiece(session.cipher.name, chip.answerLength),
    selected: undefined,
  };
}
