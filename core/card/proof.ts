/** A part of the card that its issuer's signature covers. */
export type SignedPart = 'DG1' | 'DG2' | 'DG11' | 'DG12' | 'DG13' | 'DG14' | 'DG15' | 'security-object';

/** Why nothing can be said for or against a card: staff look at it, and nobody is turned away. */
export type Doubt =
  | 'no-security-object'
  | 'issuer-unknown'
  | 'issuer-not-valid'
  | 'signer-not-valid'
  | 'signer-revoked'
  | 'country-differs'
  | 'algorithm-unknown';

/** What the issuer's signature says of the files as they were read (ICAO 9303-11 §5.1, passive authentication). */
export type PassiveProof =
  | { readonly kind: 'signed' /** Two letters, of the issuing certificate. */; readonly country: string }
  | { readonly kind: 'not-proved'; readonly doubt: Doubt }
  /** A hash or the signature does not fit: these parts are not what the issuer wrote. */
  | { readonly kind: 'altered'; readonly which: readonly SignedPart[] };

/** What the chip itself proved: that it holds a key which cannot be read out. */
export type ChipProof = 'chip-authentication' | 'active-authentication' | 'pace-cam' | 'none' | 'copied';

/** Exactly what was proved of a card, and nothing more. */
export type Proof =
  | { readonly kind: 'genuine'; readonly country: string; readonly by: Exclude<ChipProof, 'none' | 'copied'> }
  /** The data are the issuer's, but the chip was not shown to be the original. */
  | { readonly kind: 'signed-but-may-be-copied'; readonly country: string }
  | { readonly kind: 'not-proved'; readonly doubt: Doubt }
  | { readonly kind: 'altered'; readonly which: readonly SignedPart[] }
  /** The chip failed to show the key that its signed files name. */
  | { readonly kind: 'copied' };

/** Puts both proofs together. A signature that does not hold outweighs everything; a doubt outweighs the chip's own. */
export function proofOf(passive: PassiveProof, chip: ChipProof): Proof {
  if (passive.kind === 'altered') return passive;
  if (chip === 'copied') return { kind: 'copied' };
  if (passive.kind === 'not-proved') return passive;
  const { country } = passive;
  return chip === 'none' ? { kind: 'signed-but-may-be-copied', country } : { kind: 'genuine', country, by: chip };
}
