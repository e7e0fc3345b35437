import { numberToBytesBE } from '@noble/curves/utils.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Command, type Send, status } from './apdu.ts';
import type { CipherName } from './block-cipher.ts';
import { type ChipKey, chipKeyOf } from './chip-key.ts';
import type { Element } from './domains.ts';
import { agree, type Ephemeral, makeEphemeral } from './ephemeral.ts';
import type { ChipAuthenticationInfo, ChipPublicKey, SecurityInfos } from './security-info.ts';
import { type Session, startSession } from './session-cipher.ts';
import { deriveKeys, wipe } from './session-keys.ts';
import { writeTlv } from './tlv.ts';

/** What chip authentication is handed. */
export interface ChipAuthenticationTools {
  /** Unpredictable bytes, as many as asked for. */
  readonly random: (length: number) => Uint8Array;
  /** A key pair made ahead; one of another domain is left alone. */
  readonly ephemeral?: Ephemeral;
}

/** Why no chip authentication took place: nothing that the kiosk knows is on offer, or the chip would not. */
export type ChipAuthenticationFault = Fault | 'chip-key-unknown' | 'chip-key-refused';

/** The chip's static key with the protocol to use it by. */
interface Offer extends ChipKey {
  readonly info: Pick<ChipAuthenticationInfo, 'cipher' | 'oidBytes'>;
  readonly keyId?: bigint;
}

const tags = { oid: 0x80, keyReference: 0x84, publicKey: 0x91, dynamic: 0x7c, ephemeral: 0x80 } as const;

/**
 * Chip authentication (ICAO 9303-11 §6.2): agrees on new keys with the static key of DG14, through `send` of the
 * session so far. The session that comes back proves nothing yet: only a chip that holds the private key can
 * answer the next command under it, so the first protected answer whose MAC is right is the proof, and a wrong one
 * shows a copy. DG14 itself must be proved by passive authentication.
 */
export async function authenticateChip(
  send: Send,
  dg14: SecurityInfos,
  { random, ephemeral }: ChipAuthenticationTools,
): Promise<Result<Session, ChipAuthenticationFault>> {
  const offer = offerIn(dg14);
  if (!offer) return fail('chip-key-unknown');
  const { domain } = offer;
  const own = ephemeral?.domain === domain ? ephemeral : makeEphemeral(domain, random);
  const common = agree(own, offer.element);
  if (!common) return fail('chip-key-unknown');
  for (const command of commandsFor(offer, own.element)) {
    const answer = await send(command);
    if (!answer.ok) return answer;
    if (answer.value.status !== status.done) return fail('chip-key-refused');
  }
  const secret = domain.secretOf(common);
  const keys = deriveKeys(secret, offer.info.cipher);
  wipe(secret, common);
  return ok(startSession(offer.info.cipher, keys));
}

/** The first key on known parameters, AES before Triple-DES; a key without a protocol means Triple-DES (§9.2.5). */
function offerIn({ chipKeys, chipAuthentication }: SecurityInfos): Offer | undefined {
  const offers = chipKeys.flatMap((key) => {
    const known = chipKeyOf(key.spki);
    if (known?.domain.agreement !== key.agreement) return [];
    return protocolsOf(key, chipAuthentication).map((info) => ({ ...known, info, ...keyIdOf(key) }));
  });
  return offers.find(({ info }) => info.cipher !== '3DES') ?? offers[0];
}

function protocolsOf(key: ChipPublicKey, infos: readonly ChipAuthenticationInfo[]): readonly Offer['info'][] {
  const fitting = infos.filter(({ agreement, keyId }) => agreement === key.agreement && keyId === key.keyId);
  const withoutProtocol = { cipher: '3DES' as CipherName, oidBytes: new Uint8Array() };
  return infos.length > 0 ? fitting : [withoutProtocol];
}

function keyIdOf({ keyId }: ChipPublicKey): { readonly keyId?: bigint } {
  return keyId === undefined ? {} : { keyId };
}

/** MSE:Set KAT for Triple-DES (§6.2.4.1), MSE:Set AT and GENERAL AUTHENTICATE for AES (§6.2.4.2). */
function commandsFor({ info, keyId }: Offer, element: Element): readonly Command[] {
  const reference = keyId === undefined ? new Uint8Array() : writeTlv(tags.keyReference, bytesOf(keyId));
  if (info.cipher === '3DES') {
    const data = concatBytes(writeTlv(tags.publicKey, element), reference);
    return [{ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6, data }];
  }
  const protocol = concatBytes(writeTlv(tags.oid, info.oidBytes), reference);
  const dynamic = writeTlv(tags.dynamic, writeTlv(tags.ephemeral, element));
  return [
    { cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data: protocol },
    { cla: 0, ins: 0x86, p1: 0, p2: 0, data: dynamic, expect: 256 },
  ];
}

function bytesOf(keyId: bigint): Uint8Array {
  return numberToBytesBE(keyId, Math.max(1, Math.ceil(keyId.toString(16).length / 2)));
}
