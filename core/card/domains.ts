import { curveDomain, curves } from './curves.ts';
import { groupDomain, groups } from './dh-groups.ts';

/** A member of a group, as it is written in messages: a point or a residue, always at its full length. */
export type Element = Uint8Array;

/**
 * A group in which keys are agreed on, the same for curves and for residues: every element that goes in is checked, and
 * whatever is none, or would give the neutral element, is answered by `undefined`.
 */
export interface Domain {
  /** Row of the standardised domain parameters (ICAO 9303-11 §9.5.1). */
  readonly id: number;
  readonly agreement: 'ECDH' | 'DH';
  /** The prime number of elements. */
  readonly order: bigint;
  readonly base: Element;
  /** The prime of the field below; a number below it can be mapped to an element. */
  readonly field: bigint;
  isElement(bytes: Uint8Array): boolean;
  multiply(element: Element, scalar: bigint): Element | undefined;
  add(a: Element, b: Element): Element | undefined;
  /** What of a common element is the common secret: a point's x, or the residue (BSI TR-03111 §4.3.1). */
  secretOf(element: Element): Uint8Array;
  /** A number made an element whose logarithm nobody knows (ICAO 9303-11 §4.4.3.3.2 and Appendix B). */
  mapNumber(number: bigint): Element | undefined;
}

const known = new Map<number, Domain>();

/** The standardised domain parameters of this row; `undefined` where the kiosk does not know them. */
export function domainOf(id: number): Domain | undefined {
  const [curve, group] = [curves[id], groups[id]];
  if (!known.has(id) && curve) known.set(id, curveDomain(id, curve));
  if (!known.has(id) && group) known.set(id, groupDomain(id, group));
  return known.get(id);
}
