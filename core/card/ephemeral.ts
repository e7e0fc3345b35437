import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';
import type { Domain, Element } from './domains.ts';
import { wipe } from './session-keys.ts';

/** A key pair for one agreement. Its secret is wiped with its first use. */
export interface Ephemeral {
  readonly domain: Domain;
  readonly element: Element;
  readonly secret: Uint8Array;
}

/** So many more bytes than the order has make every scalar as likely as another (FIPS 186-5 §A.2.1). */
const EXTRA_BYTES = 8;

/**
 * Draws a key pair on the domain's own generator or on another one (BSI TR-03111 §4.1.3). On its own it may be made ahead
 * while the kiosk idles.
 */
export function makeEphemeral(
  domain: Domain,
  random: (length: number) => Uint8Array,
  generator: Element = domain.base,
): Ephemeral {
  const length = Math.ceil(domain.order.toString(16).length / 2);
  const drawn = random(length + EXTRA_BYTES);
  const scalar = (bytesToNumberBE(drawn) % (domain.order - 1n)) + 1n;
  wipe(drawn);
  const element = domain.multiply(generator, scalar);
  if (!element) throw new Error('a generator times a scalar below the order is an element');
  return { domain, element, secret: numberToBytesBE(scalar, length) };
}

/** The element that both sides reach; `undefined` where the other side's key is none, or is our own. */
export function agree({ domain, element, secret }: Ephemeral, other: Uint8Array): Element | undefined {
  const scalar = bytesToNumberBE(secret);
  if (scalar === 0n) throw new Error('an ephemeral key is used once');
  wipe(secret);
  const isOwn = other.length === element.length && other.every((byte, index) => byte === element[index]);
  return isOwn ? undefined : domain.multiply(other, scalar);
}
