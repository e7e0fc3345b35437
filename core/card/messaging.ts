import { concatBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '../result.ts';
import { type Answer, type Command, encodeCommand, parseAnswer, type Send, status, type Transceive } from './apdu.ts';
import type { Session, SessionCipher } from './session-cipher.ts';
import { isSame, pad, unpad } from './session-keys.ts';
import { readTlvs, type Tlv, writeTlv } from './tlv.ts';

/** Data objects of secure messaging (ICAO 9303-11 §9.8.4). */
const secretData = 0x87;
/** The same for an odd instruction, whose data are data objects: no byte says how they were padded. */
const secretObjects = 0x85;
const expectedLength = 0x97;
const statusWord = 0x99;
const checksum = 0x8e;

const nothing = new Uint8Array();

/** Protects one command under the given counter (ICAO 9303-11 §9.8.4, figure 7). */
export function protect(cipher: SessionCipher, counter: bigint, command: Command): Command {
  const { ins, p1, p2, data, expect } = command;
  const cla = command.cla | 0x0c;
  const count = counterBytes(cipher, counter);
  const objects = concatBytes(
    data ? conceal(cipher, count, ins, data) : nothing,
    expect === undefined ? nothing : writeTlv(expectedLength, lengthBytes(expect)),
  );
  const header = pad(Uint8Array.of(cla, ins, p1, p2), cipher.blockLength);
  const mac = writeTlv(checksum, cipher.mac(concatBytes(count, header, objects)));
  const body = concatBytes(objects, mac);
  const isExtended = body.length > 255 || (expect ?? 0) > 256;
  return { cla, ins, p1, p2, data: body, expect: isExtended ? 65_536 : 256 };
}

function conceal(cipher: SessionCipher, count: Uint8Array, ins: number, data: Uint8Array): Uint8Array {
  const secret = cipher.encrypt(count, pad(data, cipher.blockLength));
  const isOdd = ins % 2 === 1;
  return isOdd ? writeTlv(secretObjects, secret) : writeTlv(secretData, concatBytes(Uint8Array.of(1), secret));
}

function lengthBytes(expect: number): Uint8Array {
  return expect > 256 ? Uint8Array.of((expect >> 8) & 0xff, expect & 0xff) : Uint8Array.of(expect & 0xff);
}

/** Opens one answer under the given counter; without a right MAC it is no answer (ICAO 9303-11 §9.8.4, figure 8). */
export function unprotect(cipher: SessionCipher, counter: bigint, answer: Answer): Result<Answer, 'card-unreadable'> {
  const objects = readTlvs(answer.data);
  if (!objects.ok) return objects;
  const last = objects.value.at(-1);
  const word = objects.value.at(-2);
  const secret = objects.value.at(-3);
  const isInOrder = last?.tag === checksum && word?.tag === statusWord && word.value.length === 2;
  if (!isInOrder || objects.value.length > 3) return fail('card-unreadable');
  const signed = answer.data.subarray(0, answer.data.length - 2 - last.value.length);
  const count = counterBytes(cipher, counter);
  if (!isSame(cipher.mac(concatBytes(count, signed)), last.value)) return fail('card-unreadable');
  const data = secret ? reveal(cipher, count, secret) : nothing;
  return data ? ok({ data, status: word.value[0]! * 256 + word.value[1]! }) : fail('card-unreadable');
}

/** Before the blocks of an even instruction, byte 1 says how they were padded; the chip must use method 2. */
function reveal(cipher: SessionCipher, count: Uint8Array, { tag, value }: Tlv): Uint8Array | undefined {
  if (tag !== secretObjects && !(tag === secretData && value[0] === 1)) return undefined;
  const blocks = tag === secretData ? value.subarray(1) : value;
  if (blocks.length === 0 || blocks.length % cipher.blockLength !== 0) return undefined;
  return unpad(cipher.decrypt(count, blocks));
}

function counterBytes({ blockLength }: SessionCipher, counter: bigint): Uint8Array {
  const bytes = new Uint8Array(blockLength);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(blockLength - 8, BigInt.asUintN(64, counter));
  if (blockLength === 16) view.setBigUint64(0, counter >> 64n);
  return bytes;
}

/** Sends commands protected; the counter goes up once for each command and once for each answer. */
export function protectedSend({ cipher, counter: start }: Session, transceive: Transceive): Send {
  let counter = start;
  const next = () => {
    counter = BigInt.asUintN(8 * cipher.blockLength, counter + 1n);
    return counter;
  };
  return async (command) => {
    const raw = await transceive(encodeCommand(protect(cipher, next(), command)));
    if (!raw.ok) return raw;
    const answer = parseAnswer(raw.value);
    if (!answer.ok) return answer;
    const received = next();
    return isPlainRefusal(answer.value)
      ? ok({ ...answer.value, isUnprotected: true })
      : unprotect(cipher, received, answer.value);
  };
}

/** A chip may refuse outside the protection (ICAO 9303-11 §9.8.7). It says nothing that could be believed wrongly. */
function isPlainRefusal({ data, status: word }: Answer): boolean {
  return data.length === 0 && word !== status.done;
}
