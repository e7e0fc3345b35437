import { bytesToNumberBE } from '@noble/curves/utils.js';
import { decryptBlocks, encryptOneBlock } from './block-cipher.ts';
import { domainOf, type Element } from './domains.ts';
import type { PaceInfo } from './security-info.ts';
import { isSame, unpad } from './session-keys.ts';

/** What a chip said in PACE that only the holder of its static key could say (ICAO 9303-11 §4.4.3.3.3). */
export interface CamProof {
  readonly parameterId: number;
  /** The chip's ephemeral key of the mapping. */
  readonly mappedChipElement: Element;
  /** By what the static key must be multiplied to give it. */
  readonly chipAuthData: Uint8Array;
}

const minusOne = new Uint8Array(16).fill(0xff);

/** Decrypts the chip authentication data under the IV of counter -1 (§4.4.3.5.2); `undefined` where there are none. */
export function readProof(
  { cipher, parameterId }: PaceInfo,
  key: Uint8Array,
  secret: Uint8Array | undefined,
  mappedChipElement: Element | undefined,
): CamProof | undefined {
  if (!secret || !mappedChipElement || secret.length === 0 || secret.length % 16 !== 0) return undefined;
  const plain = unpad(decryptBlocks(cipher, key, secret, encryptOneBlock(key, minusOne)));
  return plain?.length ? { parameterId, mappedChipElement, chipAuthData: plain.slice() } : undefined;
}

/**
 * True where the chip holds the secret of this static key, a point of the same curve that must itself be proved genuine
 * (EF.CardSecurity, ICAO 9303-11 §4.4.3.5.3).
 */
export function isChipProved({ parameterId, mappedChipElement, chipAuthData }: CamProof, chipKey: Element): boolean {
  const domain = domainOf(parameterId);
  const factor = bytesToNumberBE(chipAuthData);
  if (!domain || factor >= domain.order) return false;
  const reached = domain.multiply(chipKey, factor);
  return reached !== undefined && isSame(reached, mappedChipElement);
}
