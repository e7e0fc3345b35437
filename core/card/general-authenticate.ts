import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Send, status } from './apdu.ts';
import { findValue, type Tlv, writeTlv } from './tlv.ts';

const dynamicData = 0x7c;
const chained = 0x10;
const EXTENDED = 65_536;

/** Objects of dynamic authentication data: odd tags are asked, even ones answered (ICAO 9303-11 §4.4.4, table 5). */
export const objects = {
  encryptedNonce: 0x80,
  mappingAsked: 0x81,
  mappingAnswered: 0x82,
  keyAsked: 0x83,
  keyAnswered: 0x84,
  tokenAsked: 0x85,
  tokenAnswered: 0x86,
  chipAuthentication: 0x8a,
} as const;

/** What a chip says to one GENERAL AUTHENTICATE: what is inside its dynamic authentication data. */
export interface Said {
  /** Absent where the chip refused. */
  readonly find: (tag: number) => Uint8Array | undefined;
  readonly status: number;
}

/** Sends one GENERAL AUTHENTICATE; all but the last are chained (ICAO 9303-11 §4.4.4.2). */
export async function generalAuthenticate(
  send: Send,
  asked: Tlv | undefined,
  isLast = false,
): Promise<Result<Said, Fault>> {
  const inside = asked ? writeTlv(asked.tag, asked.value) : new Uint8Array();
  const data = writeTlv(dynamicData, inside);
  const expect = data.length > 255 ? EXTENDED : 256;
  const answer = await send({ cla: isLast ? 0 : chained, ins: 0x86, p1: 0, p2: 0, data, expect });
  if (!answer.ok) return answer;
  const found = findValue(answer.value.data, dynamicData) ?? new Uint8Array();
  return ok({ status: answer.value.status, find: (tag) => findValue(found, tag) });
}

/** The one object that a step must answer with. */
export async function askFor(send: Send, asked: Tlv | undefined, wanted: number): Promise<Result<Uint8Array, Fault>> {
  const said = await generalAuthenticate(send, asked);
  if (!said.ok) return said;
  const value = said.value.status === status.done ? said.value.find(wanted) : undefined;
  return value ? ok(value) : fail('card-unreadable');
}
