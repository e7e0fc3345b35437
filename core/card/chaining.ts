import { concatBytes } from '@noble/hashes/utils.js';
import { fail, ok } from '../result.ts';
import { type Answer, parseAnswer, type Send, type Transceive } from './apdu.ts';

const moreFollows = 0x61;
const wrongLength = 0x6c;
/** No answer of a chip is longer than an extended one (ISO 7816-4 §5.2); a chip that goes on for ever is left. */
const LONGEST = 65_536 + 256;
const MOST_PIECES = 512;

const highByte = ({ status }: Answer): number => status >> 8;
const lowByte = ({ status }: Answer): number => status & 0xff;

/**
 * Fetches the rest of an answer that came in pieces: 61xx is answered by GET RESPONSE until the last piece is there
 * (ISO 7816-4 §5.3.4 and §11.6.1). Stands below secure messaging, which protects the joined answer as a whole.
 */
export function joinAnswers(transceive: Transceive): Transceive {
  return async (apdu) => {
    const pieces: Uint8Array[] = [];
    let command = apdu;
    for (let length = 0; pieces.length < MOST_PIECES && length <= LONGEST; ) {
      const raw = await transceive(command);
      const answer = raw.ok ? parseAnswer(raw.value) : raw;
      if (!answer.ok) return answer;
      const { data, status } = answer.value;
      pieces.push(data);
      length += data.length;
      if (highByte(answer.value) !== moreFollows)
        return ok(concatBytes(...pieces, Uint8Array.of(status >> 8, status & 0xff)));
      command = Uint8Array.of(apdu[0]! & 0x03, 0xc0, 0, 0, lowByte(answer.value));
    }
    return fail('card-unreadable');
  };
}

/** Asks once more with the length that a chip wants instead, where it says 6Cxx (ISO 7816-4 §5.6, table 6). */
export function withRightLength(send: Send): Send {
  return async (command) => {
    const first = await send(command);
    if (!first.ok || highByte(first.value) !== wrongLength || command.expect === undefined) return first;
    return send({ ...command, expect: lowByte(first.value) || 256 });
  };
}
