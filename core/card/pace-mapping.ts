import { bytesToNumberBE } from '@noble/curves/utils.js';
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Send, status } from './apdu.ts';
import { type CipherName, encryptBlocks, keyLengthOf } from './block-cipher.ts';
import type { Domain, Element } from './domains.ts';
import { agree, type Ephemeral, makeEphemeral } from './ephemeral.ts';
import { askFor, generalAuthenticate, objects } from './general-authenticate.ts';
import type { PaceInfo } from './security-info.ts';
import { wipe } from './session-keys.ts';

/** What PACE needs from the process that runs it. */
export interface PaceTools {
  /** Unpredictable bytes, as many as asked for. */
  readonly random: (length: number) => Uint8Array;
  /** A key pair made ahead for the generic mapping; one of another domain is left alone. */
  readonly ephemeral?: Ephemeral;
}

/** The session's own generator, and with generic mapping the chip's key that it came of. */
export interface Mapped {
  readonly generator: Element;
  readonly chipElement?: Element;
}

/** Turns the nonce that both sides know into a generator that nobody else knows (ICAO 9303-11 §4.4.3.3). */
export function mapNonce(
  send: Send,
  { mapping, cipher }: PaceInfo,
  domain: Domain,
  nonce: Uint8Array,
  tools: PaceTools,
): Promise<Result<Mapped, Fault>> {
  return mapping === 'IM' ? mapIntegrated(send, cipher, domain, nonce, tools) : mapGeneric(send, domain, nonce, tools);
}

/** Ĝ = s·G + H, where H is agreed on; chip authentication mapping asks for the same (§4.4.3.3.1 and §4.4.3.3.3). */
async function mapGeneric(
  send: Send,
  domain: Domain,
  nonce: Uint8Array,
  { random, ephemeral }: PaceTools,
): Promise<Result<Mapped, Fault>> {
  const own = ephemeral?.domain === domain ? ephemeral : makeEphemeral(domain, random);
  const answered = await askFor(send, { tag: objects.mappingAsked, value: own.element }, objects.mappingAnswered);
  if (!answered.ok) {
    wipe(own.secret);
    return answered;
  }
  const common = agree(own, answered.value);
  const shift = domain.multiply(domain.base, bytesToNumberBE(nonce));
  const generator = common && shift && domain.add(shift, common);
  return generator ? ok({ generator, chipElement: answered.value }) : fail('card-unreadable');
}

/** Ĝ comes of both sides' nonces alone (§4.4.3.3.2). */
async function mapIntegrated(
  send: Send,
  cipher: CipherName,
  domain: Domain,
  nonce: Uint8Array,
  { random }: PaceTools,
): Promise<Result<Mapped, Fault>> {
  const own = random(keyLengthOf(cipher));
  const said = await generalAuthenticate(send, { tag: objects.mappingAsked, value: own });
  if (!said.ok) return said;
  if (said.value.status !== status.done || nonce.length !== constantsOf(cipher).c0.length)
    return fail('card-unreadable');
  const generator = domain.mapNumber(pseudoRandom(cipher, nonce, own, domain.field));
  return generator ? ok({ generator }) : fail('card-unreadable');
}

/** Constants of the pseudo-random function, for blocks of 128 and of 256 bits (ICAO 9303-11 §4.4.3.3.2). */
const short = {
  c0: hexToBytes('a668892a7c41e3ca739f40b057d85904'),
  c1: hexToBytes('a4e136ac725f738b01c1f60217c188ad'),
};
const long = {
  c0: hexToBytes('d463d65234124ef7897054986dca0a174e28df758cbaa03f240616414d5a1676'),
  c1: hexToBytes('54bd7255f0aaf831bec3423fcf39d69b6cbf066677d0faae5aadd99df8e53517'),
};

const constantsOf = (cipher: CipherName) => (keyLengthOf(cipher) > 16 ? long : short);

/** R(s, t) modulo p: at least 64 bits more than p has, so that no residue is likelier (ICAO 9303-11 §4.4.3.3.2). */
export function pseudoRandom(cipher: CipherName, nonce: Uint8Array, own: Uint8Array, p: bigint): bigint {
  const { c0, c1 } = constantsOf(cipher);
  const length = keyLengthOf(cipher);
  const wanted = p.toString(2).length + 64;
  const pieces: Uint8Array[] = [];
  let key = encryptBlocks(cipher, own, nonce).slice(0, length);
  for (let bits = 0; bits < wanted; bits += 8 * c0.length) {
    pieces.push(encryptBlocks(cipher, key, c1));
    key = encryptBlocks(cipher, key, c0).slice(0, length);
  }
  return bytesToNumberBE(concatBytes(...pieces)) % p;
}
