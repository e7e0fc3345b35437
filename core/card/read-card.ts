import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { firstAnswerLength } from './answer-size.ts';
import { plainSend, type Transceive } from './apdu.ts';
import { parseDg2 } from './dg2.ts';
import { openAccess } from './open-access.ts';
import { SHORT_ANSWER } from './piece.ts';
import { checkSignaturesMeanwhile, proveChip, proveGenuine, readChipKeys } from './prove.ts';
import { asFault, isNamed, readGroup, readPerson, readSecurityObject } from './read-files.ts';
import type { CardRead, Chip, Reading, Step } from './reading.ts';

const steps: readonly Step[] = [
  openAccess,
  readSecurityObject,
  readPerson,
  readChipKeys,
  proveChip,
  readPortrait,
  proveGenuine,
];

/**
 * Reads a citizen's card and says what was proved of it. Files read before a card was lifted are kept in the memory that
 * was handed in. A stopped or mute reading ends at once as 'card-unreadable'.
 */
export async function readCard(reading: Reading): Promise<Result<CardRead, Fault>> {
  const chip = chipOf(reading);
  try {
    for (const step of steps) {
      const done = await step(chip);
      if (!done.ok) {
        chip.refused?.({ step: step.name, ...chip.inHand });
        return done;
      }
      chip.stepEnded?.(step.name);
    }
    reading.memory.kept = undefined;
    return resultOf(chip);
  } finally {
    chip.session?.wipe();
  }
}

function chipOf(reading: Reading): Chip {
  const exchange = untilStopped(reading);
  const transceive: Transceive = async (apdu) => {
    const answer = await exchange(apdu);
    chip.hasAnswered = answer.ok;
    return answer;
  };
  const send = plainSend(transceive);
  const chip: Chip = {
    ...reading,
    transceive,
    send,
    files: { send, piece: SHORT_ANSWER },
    answerLength: firstAnswerLength(reading),
    access: { protocol: 'bac', isDowngraded: false, isAssumed: false },
    contents: new Map(),
    progress: { lengths: reading.wants.portrait ? {} : { DG2: 0 }, read: new Map(), told: 0 },
    chipProof: 'none',
    inHand: { offset: 0 },
    hasAnswered: false,
  };
  return chip;
}

/** The portrait comes last and only where it is wanted: text is on the screen before it. It is the longest wait for the chip. */
async function readPortrait(chip: Chip): Promise<Result<void, Fault>> {
  if (!chip.wants.portrait || chip.chipProof === 'copied' || !isNamed(chip, 'DG2')) return ok(undefined);
  checkSignaturesMeanwhile(chip);
  const file = await readGroup(chip, 'DG2');
  if (file.ok || file.fault === 'file-refused') return ok(undefined);
  return fail(asFault(file.fault));
}

/** A card that is not what its issuer wrote, or a copy of one, gives nothing away of the citizen it claims. */
function resultOf({ person, proof, access, contents }: Chip): Result<CardRead, Fault> {
  if (!person || !proof) throw new Error('every step was taken');
  if (proof.kind === 'altered') return fail('card-altered');
  if (proof.kind === 'copied') return fail('card-copied');
  const dg2 = contents.get('DG2');
  const portrait = dg2 && parseDg2(dg2);
  return ok({ person, proof, access, ...(portrait && { portrait }) });
}

/** Every wait has an end: a chip that never answers is left behind when the reading is stopped. */
function untilStopped({ transceive, stop }: Reading): Transceive {
  const stopped = new Promise<Result<never, Fault>>((resolve) => {
    stop.addEventListener('abort', () => resolve(fail('card-unreadable')), { once: true });
  });
  return async (apdu) => (stop.aborted ? fail('card-unreadable') : Promise.race([transceive(apdu), stopped]));
}
