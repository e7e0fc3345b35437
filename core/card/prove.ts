import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { answerIsGenuine, askChip, CHALLENGE_LENGTH } from './active-authentication.ts';
import type { Send } from './apdu.ts';
import { authenticateChip } from './chip-authentication.ts';
import { chipKeyOf } from './chip-key.ts';
import { parseDg15 } from './dg15.ts';
import { protect, takeEphemeral } from './open-access.ts';
import { isChipProved } from './pace-cam.ts';
import { provePassive } from './passive.ts';
import { type ChipProof, proofOf } from './proof.ts';
import { isNamed, readGroup } from './read-files.ts';
import type { Chip } from './reading.ts';
import { parseDg14 } from './security-info.ts';
import { judgeSigned } from './signer.ts';

/** DG14 and DG15 hold the keys that a copy of the files does not have. */
export async function readChipKeys(chip: Chip): Promise<Result<void, Fault>> {
  for (const group of ['DG14', 'DG15'] as const) {
    if (!isNamed(chip, group)) continue;
    const file = await readGroup(chip, group);
    if (!file.ok && file.fault !== 'file-refused' && file.fault !== 'length-refused')
      return file as Result<never, Fault>;
  }
  const dg14 = chip.contents.get('DG14');
  const infos = dg14 && parseDg14(dg14);
  if (infos?.ok) chip.infos = infos.value;
  return refuseHiddenPace(chip);
}

/** The signed DG14 of a chip that takes PACE says so: one that hid it and was opened by BAC was made to. */
function refuseHiddenPace(chip: Chip): Result<void, Fault> {
  const { access, infos, mayDowngrade } = chip;
  if (access.protocol === 'pace' || !infos?.pace.length) return ok(undefined);
  chip.access = { ...access, isDowngraded: true };
  return mayDowngrade ? ok(undefined) : fail('card-unreadable');
}

/**
 * The chip shows that it is the original: by what it said in PACE-CAM, by chip authentication, whose proof is the first
 * answer under the new keys, or by active authentication. A chip that only declines has proved nothing; one whose answer
 * is wrong is a copy.
 */
export async function proveChip(chip: Chip): Promise<Result<void, Fault>> {
  if (isProvedByCam(chip)) return conclude(chip, 'pace-cam');
  const byKeys = await byChipAuthentication(chip);
  if (!byKeys.ok) return byKeys;
  if (byKeys.value === 'copied') return conclude(chip, 'copied');
  const byAnswer = await byActiveAuthentication(chip, byKeys.value);
  return byAnswer.ok ? conclude(chip, byAnswer.value) : byAnswer;
}

function conclude(chip: Chip, proof: ChipProof): Result<void, never> {
  chip.chipProof = proof;
  return ok(undefined);
}

function isProvedByCam({ camProof, infos }: Chip): boolean {
  if (!camProof || !infos) return false;
  const keys = infos.chipKeys.flatMap(({ spki }) => chipKeyOf(spki) ?? []);
  return keys.some(({ domain, element }) => domain.id === camProof.parameterId && isChipProved(camProof, element));
}

/** New keys; whether the chip has them too is seen at its next answer. */
async function byChipAuthentication(chip: Chip): Promise<Result<'agreed' | 'none' | 'copied', Fault>> {
  if (!chip.infos || chip.infos.chipKeys.length === 0) return ok('none');
  const spki = chip.infos.chipKeys[0]!.spki;
  const id = chipKeyOf(spki)?.domain.id;
  const ephemeral = id === undefined ? undefined : takeEphemeral(chip, id);
  const tools = { random: chip.random, ...(ephemeral && { ephemeral }) };
  const session = await authenticateChip(chip.send, chip.infos, tools);
  if (!session.ok) {
    const isDeclined = session.fault === 'chip-key-unknown' || session.fault === 'chip-key-refused';
    return isDeclined ? ok('none') : (session as Result<never, Fault>);
  }
  protect(chip, session.value);
  return ok('agreed');
}

/** What a chip says to a command that it cannot open: its keys are others (ISO 7816-4 §5.6, table 6). */
const keysDiffer: readonly number[] = [0x6987, 0x6988];

/**
 * Asks for a signature where DG15 names a key; under agreed keys any answer that opens is proof enough. A refusal that
 * is not protected proves nothing, since a copy can say it too.
 */
async function byActiveAuthentication(chip: Chip, before: 'agreed' | 'none'): Promise<Result<ChipProof, Fault>> {
  const dg15 = chip.contents.get('DG15');
  const key = dg15 && parseDg15(dg15);
  if (!key && before === 'none') return ok('none');
  const challenge = chip.random(CHALLENGE_LENGTH);
  let bare: number | undefined;
  const send: Send = async (command) => {
    const said = await chip.send(command);
    if (said.ok && said.value.isUnprotected) bare = said.value.status;
    return said;
  };
  const answer = key ? await askChip(send, challenge) : await anyAnswer(send);
  if (before === 'agreed' && bare !== undefined) return ok(keysDiffer.includes(bare) ? 'copied' : 'none');
  if (!answer.ok && answer.fault === 'card-unreadable' && before === 'agreed' && chip.hasAnswered) return ok('copied');
  if (!answer.ok && answer.fault !== 'chip-key-refused') return answer as Result<never, Fault>;
  if (key && answer.ok) {
    const named = chip.infos?.activeAuthentication[0]?.signatureOid;
    if (!answerIsGenuine(key, challenge, answer.value, named)) return ok('copied');
  }
  if (before === 'agreed') return ok('chip-authentication');
  return ok(answer.ok ? 'active-authentication' : 'none');
}

/** One more command, whatever it says: only a chip with the agreed keys can answer it. */
async function anyAnswer(send: Send): Promise<Result<Uint8Array, Fault>> {
  const answer = await send({ cla: 0, ins: 0xb0, p1: 0x81, p2: 0, expect: 4 });
  return answer.ok ? ok(answer.value.data) : answer;
}

/**
 * The signatures on the way from the security object to a trusted issuer, checked while the chip is still answering the
 * command that is sent next. What holds is remembered, so that {@link proveGenuine} finds it done; what it finds undone
 * it does itself.
 */
export function checkSignaturesMeanwhile({ memory, securityObject, today }: Chip): void {
  const signed = securityObject?.opened?.signed;
  const { trust, verifiedSigners } = memory;
  // Later than the command, which is sent at once and takes longer.
  if (signed) setTimeout(() => judgeSigned(signed, { trust, verifiedSigners, at: today }), 0);
}

/** What the issuer's signature and the chip's own proof say together (ICAO 9303-11 §5.1). */
export async function proveGenuine(chip: Chip): Promise<Result<void, Fault>> {
  const { memory, securityObject, contents, issuingState, today } = chip;
  const passive = provePassive({
    sod: securityObject && (securityObject.opened ?? securityObject.bytes),
    files: contents,
    trust: memory.trust,
    at: today,
    verifiedSigners: memory.verifiedSigners,
    mrzCountry: issuingState,
  });
  chip.proof = proofOf(passive, chip.chipProof);
  return ok(undefined);
}
