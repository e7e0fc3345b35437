import { concatBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '../result.ts';
import { type Answer, type Command, encodeCommand, parseAnswer, type Send, status, type Transceive } from './apdu.ts';
import type { Session } from './bac.ts';
import { decryptCbc, encryptCbc } from './des.ts';
import { isSame, pad, retailMac, type SessionKeys, unpad } from './session-keys.ts';
import { readTlvs, writeTlv } from './tlv.ts';

/** Data objects of secure messaging (ICAO 9303-11 §9.8.4). */
const secretData = 0x87;
const expectedLength = 0x97;
const statusWord = 0x99;
const checksum = 0x8e;

/** Protects one command under the given counter (ICAO 9303-11 §9.8.4, figure 7; Triple-DES of §9.8.6). */
export function protect(keys: SessionKeys, counter: bigint, command: Command): Command {
  const { ins, p1, p2, data, expect } = command;
  const cla = command.cla | 0x0c;
  const objects = concatBytes(
    data ? writeTlv(secretData, concatBytes(Uint8Array.of(1), encryptCbc(keys.enc, pad(data)))) : new Uint8Array(),
    expect === undefined ? new Uint8Array() : writeTlv(expectedLength, lengthBytes(expect)),
  );
  const signed = concatBytes(counterBytes(counter), pad(Uint8Array.of(cla, ins, p1, p2)), objects);
  const mac = writeTlv(checksum, retailMac(keys.mac, signed));
  return { cla, ins, p1, p2, data: concatBytes(objects, mac), expect: 256 };
}

function lengthBytes(expect: number): Uint8Array {
  return expect > 256 ? Uint8Array.of((expect >> 8) & 0xff, expect & 0xff) : Uint8Array.of(expect & 0xff);
}

/** Opens one answer under the given counter; without a right MAC it is no answer (ICAO 9303-11 §9.8.4, figure 8). */
export function unprotect(keys: SessionKeys, counter: bigint, answer: Answer): Result<Answer, 'card-unreadable'> {
  const objects = readTlvs(answer.data);
  if (!objects.ok) return objects;
  const tags = objects.value.map((one) => one.tag);
  const find = (tag: number) => objects.value.find((one) => one.tag === tag)?.value;
  const mac = find(checksum);
  const word = find(statusWord);
  const isInOrder =
    tags.at(-1) === checksum && tags.slice(0, -1).every((tag) => [secretData, statusWord].includes(tag));
  if (!mac || word?.length !== 2 || !isInOrder) return fail('card-unreadable');
  const signed = answer.data.subarray(0, answer.data.length - 2 - mac.length);
  if (!isSame(retailMac(keys.mac, concatBytes(counterBytes(counter), signed)), mac)) return fail('card-unreadable');
  const secret = find(secretData);
  const data = secret ? reveal(keys, secret) : new Uint8Array();
  return data ? ok({ data, status: word[0]! * 256 + word[1]! }) : fail('card-unreadable');
}

/** Byte 1 says how the data were padded; the chip must use method 2. */
function reveal(keys: SessionKeys, secret: Uint8Array): Uint8Array | undefined {
  const blocks = secret.subarray(1);
  if (secret[0] !== 1 || blocks.length === 0 || blocks.length % 8 !== 0) return undefined;
  return unpad(decryptCbc(keys.enc, blocks));
}

function counterBytes(counter: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, counter);
  return bytes;
}

/** Sends commands protected; the counter goes up once for each command and once for each answer. */
export function protectedSend({ keys, counter: start }: Session, transceive: Transceive): Send {
  let counter = start;
  const next = () => {
    counter = BigInt.asUintN(64, counter + 1n);
    return counter;
  };
  return async (command) => {
    const raw = await transceive(encodeCommand(protect(keys, next(), command)));
    if (!raw.ok) return raw;
    const answer = parseAnswer(raw.value);
    if (!answer.ok) return answer;
    const received = next();
    return isPlainRefusal(answer.value) ? answer : unprotect(keys, received, answer.value);
  };
}

/** A chip may refuse outside the protection (ICAO 9303-11 §9.8.7). It says nothing that could be believed wrongly. */
function isPlainRefusal({ data, status: word }: Answer): boolean {
  return data.length === 0 && word !== status.done;
}
