import { parseAnswer, plainSend, type Send } from '../../core/card/apdu.ts';
import { domainOf } from '../../core/card/domains.ts';
import { openPace, openPaceByKey } from '../../core/card/pace.ts';
import { type PaceInfo, parseSecurityInfos } from '../../core/card/security-info.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';
import type { PaceExample } from './pace-examples.ts';

/** The offer of an example, as EF.CardAccess makes it. */
export function offerOf({ info }: PaceExample): PaceInfo {
  const infos = parseSecurityInfos(writeTlv(0x31, hex(info)));
  const offer = infos.ok ? infos.value.pace[0] : undefined;
  if (!offer) throw new Error('the example offers PACE');
  return offer;
}

/** A chip that says what the example says, or what `instead` makes of it. */
export function chipOf(example: PaceExample, instead: (answer: Uint8Array, step: number) => Uint8Array = (one) => one) {
  const sent: string[] = [];
  const send: Send = plainSend(async (apdu) => {
    sent.push(toHex(apdu));
    const step = sent.length - 1;
    return ok(instead(hex(example.exchanges[step]![1]), step));
  });
  return { sent, send };
}

/** Gives the example's numbers: a scalar as what makes it when drawn, a nonce as it is. */
export function drawOf(example: PaceExample): (length: number) => Uint8Array {
  const { order } = domainOf(offerOf(example).parameterId)!;
  const left = [...example.drawn];
  return (length) => {
    const next = left.shift()!;
    if (next.length === 2 * length) return hex(next);
    const scalar = BigInt(`0x${next}`) % order;
    return hex((scalar - 1n).toString(16).padStart(2 * length, '0'));
  };
}

/** Opens the example's chip as its terminal does. */
export function open(example: PaceExample, send: Send) {
  const { password } = example;
  const tools = { random: drawOf(example) };
  if ('key' in password) return openPaceByKey(send, offerOf(example), { reference: 1, key: hex(password.key) }, tools);
  const [documentNumber, birthDay, expiryDay] = password.mrz;
  return openPace(send, offerOf(example), { kind: 'mrz', mrz: { documentNumber, birthDay, expiryDay } }, tools);
}

/** The data of a whole answer in hexadecimal, and its status word. */
export const dataOf = (answer: Uint8Array): Uint8Array => {
  const parsed = parseAnswer(answer);
  return parsed.ok ? parsed.value.data : new Uint8Array();
};
