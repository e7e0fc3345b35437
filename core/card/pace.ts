import { concatBytes } from '@noble/hashes/utils.js';
import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Send, status } from './apdu.ts';
import { blockLengthOf, decryptBlocks } from './block-cipher.ts';
import { type Domain, domainOf, type Element } from './domains.ts';
import { agree, makeEphemeral } from './ephemeral.ts';
import { askFor, generalAuthenticate, objects } from './general-authenticate.ts';
import { type CamProof, readProof } from './pace-cam.ts';
import { mapNonce, type PaceTools } from './pace-mapping.ts';
import { type Password, type PasswordKey, passwordKey } from './pace-password.ts';
import type { PaceInfo } from './security-info.ts';
import { authenticate, type Session, startSession } from './session-cipher.ts';
import { deriveKeys, isSame, type SessionKeys, wipe } from './session-keys.ts';
import { writeTlv } from './tlv.ts';

/** An open session; with chip authentication mapping also what proves the chip, once its key is known. */
export interface PaceSession {
  readonly session: Session;
  readonly camProof?: CamProof;
}

const unreadable: Result<never, Fault> = fail('card-unreadable');
const LONGEST_NONCE = 64;

/**
 * Password Authenticated Connection Establishment (ICAO 9303-11 §4.4). A chip that refuses our token is
 * 'access-key-wrong'; one that answers wrongly, or with another's token, is 'card-unreadable'.
 */
export function openPace(
  send: Send,
  pace: PaceInfo,
  password: Password,
  tools: PaceTools,
): Promise<Result<PaceSession, Fault>> {
  return openPaceByKey(send, pace, passwordKey(password, pace.cipher), tools);
}

/** The same with the password's key, which is wiped. */
export async function openPaceByKey(
  send: Send,
  pace: PaceInfo,
  { reference, key }: PasswordKey,
  tools: PaceTools,
): Promise<Result<PaceSession, Fault>> {
  const domain = domainOf(pace.parameterId);
  if (domain?.agreement !== pace.agreement) {
    wipe(key);
    return unreadable;
  }
  const chosen = await chooseProtocol(send, pace, reference);
  const nonce = chosen.ok ? await fetchNonce(send, pace, key) : chosen;
  wipe(key);
  if (!nonce.ok) return nonce;
  const mapped = await mapNonce(send, pace, domain, nonce.value, tools);
  wipe(nonce.value);
  if (!mapped.ok) return mapped;
  const agreed = await agreeOnKeys(send, pace, domain, mapped.value.generator, tools);
  return agreed.ok ? confirm(send, pace, agreed.value, mapped.value.chipElement) : agreed;
}

/** MSE:Set AT (§4.4.4.1). The chip may warn that few tries are left. */
async function chooseProtocol(send: Send, pace: PaceInfo, reference: number): Promise<Result<void, Fault>> {
  const data = concatBytes(
    writeTlv(0x80, pace.oidBytes),
    writeTlv(0x83, Uint8Array.of(reference)),
    writeTlv(0x84, Uint8Array.of(pace.parameterId)),
  );
  const answer = await send({ cla: 0, ins: 0x22, p1: 0xc1, p2: 0xa4, data });
  if (!answer.ok) return answer;
  const word = answer.value.status;
  return word === status.done || saysTriesLeft(word) ? ok(undefined) : unreadable;
}

const saysTriesLeft = (word: number): boolean => (word & 0xfff0) === 0x63c0;

/** Step 1: the chip's nonce, which only the right password decrypts (§4.4.3.2). */
async function fetchNonce(send: Send, { cipher }: PaceInfo, key: Uint8Array): Promise<Result<Uint8Array, Fault>> {
  const secret = await askFor(send, undefined, objects.encryptedNonce);
  if (!secret.ok) return secret;
  const { length } = secret.value;
  const isWhole = length >= 16 && length <= LONGEST_NONCE && length % blockLengthOf(cipher) === 0;
  return isWhole ? ok(decryptBlocks(cipher, key, secret.value)) : unreadable;
}

interface Agreed {
  readonly keys: SessionKeys;
  readonly own: Element;
  readonly chips: Element;
}

/** Step 3: keys on the mapped generator (§4.4.3.3 and §9.7.1). */
async function agreeOnKeys(
  send: Send,
  { cipher }: PaceInfo,
  domain: Domain,
  generator: Element,
  { random }: PaceTools,
): Promise<Result<Agreed, Fault>> {
  const own = makeEphemeral(domain, random, generator);
  const chips = await askFor(send, { tag: objects.keyAsked, value: own.element }, objects.keyAnswered);
  if (!chips.ok) {
    wipe(own.secret);
    return chips;
  }
  const common = agree(own, chips.value);
  if (!common) return unreadable;
  const secret = domain.secretOf(common);
  const keys = deriveKeys(secret, cipher);
  wipe(common, secret);
  return ok({ keys, own: own.element, chips: chips.value });
}

/** Step 4: each side shows that it has the keys (§4.4.3.4). */
async function confirm(
  send: Send,
  pace: PaceInfo,
  { keys, own, chips }: Agreed,
  mappedChipElement: Element | undefined,
): Promise<Result<PaceSession, Fault>> {
  const session = startSession(pace.cipher, keys);
  const refuse = (fault: Fault) => {
    session.wipe();
    return fail(fault);
  };
  const said = await generalAuthenticate(send, { tag: objects.tokenAsked, value: tokenFor(pace, keys, chips) }, true);
  if (!said.ok) return refuse(said.fault);
  const { status: word, find } = said.value;
  if (word === 0x6300 || saysTriesLeft(word)) return refuse('access-key-wrong');
  const token = find(objects.tokenAnswered);
  if (word !== status.done || !token || !isSame(token, tokenFor(pace, keys, own))) return refuse('card-unreadable');
  if (pace.mapping !== 'CAM') return ok({ session });
  const camProof = readProof(pace, keys.enc, find(objects.chipAuthentication), mappedChipElement);
  return camProof ? ok({ session, camProof }) : refuse('card-unreadable');
}

/** A MAC over the other side's key, in the template of public keys (§4.4.3.4 and §9.4.1 to §9.4.3). */
function tokenFor({ oidBytes, agreement, cipher }: PaceInfo, { mac }: SessionKeys, element: Element): Uint8Array {
  const inside = concatBytes(writeTlv(0x06, oidBytes), writeTlv(agreement === 'DH' ? 0x84 : 0x86, element));
  return authenticate(cipher, mac, writeTlv(0x7f49, inside));
}
