import type { Doubt, Proof } from '../../core/card/proof.ts';
import type { AccessTaken } from '../../core/card/reading.ts';
import type { Fault } from '../../core/faults.ts';

const doubts: Readonly<Record<Doubt, string>> = {
  'no-security-object': 'the card holds no security object',
  'issuer-unknown': 'its issuer is not among those trusted here; load it with --trust',
  'issuer-not-valid': "the issuer's certificate was not valid when it signed",
  'signer-not-valid': "the signer's certificate is not valid or not for signing cards",
  'signer-revoked': "the signer's certificate was revoked",
  'country-differs': 'the issuer is of another country than the card says',
  'algorithm-unknown': 'it is signed with an algorithm that is not known here',
};

/** What was proved of a card, in a sentence, and nothing more. */
export function proofInWords(proof: Proof): string {
  switch (proof.kind) {
    case 'genuine':
      return `Genuine: signed by a trusted issuer of ${proof.country}, and the chip showed that it is the original (${proof.by}).`;
    case 'signed-but-may-be-copied':
      return `Signed by a trusted issuer of ${proof.country}; that the chip is the original was not shown.`;
    case 'not-proved':
      return `Not proved: ${doubts[proof.doubt]}. Nothing speaks against the card.`;
    case 'altered':
      return `ALTERED: not what its issuer signed: ${proof.which.join(', ')}.`;
    case 'copied':
      return 'COPIED: the chip does not hold the key that its signed files name.';
  }
}

/** How the chip was opened. */
export function accessInWords({ protocol, isDowngraded, isAssumed }: AccessTaken): string {
  const notes = [
    ...(isDowngraded ? ['downgraded: the chip offered PACE and failed it'] : []),
    ...(isAssumed ? ['its parameters were assumed, for the chip hides them'] : []),
  ];
  return protocol.toUpperCase() + (notes.length > 0 ? ` (${notes.join('; ')})` : '');
}

const remedies: Partial<Record<Fault, readonly [string, string]>> = {
  'access-key-wrong': [
    'The chip did not open to this key.',
    'compare it with the card; do not try often, a chip may block itself.',
  ],
  'cards-differ': [
    'The chip is of another card than the key.',
    'use the number or the lines of the card on the reader.',
  ],
  'card-removed': ['The card left the reader.', 'lay it down flat and leave it until the reading has ended.'],
  'card-unreadable': ['The chip did not answer as a card should.', 'lay the card down again; then try another card.'],
  'card-unknown': ['The card has no ID application.', 'use a chip ID card.'],
  'card-altered': ['ALTERED: the files are not what their issuer signed.', 'keep the transcript and tell the manager.'],
  'card-copied': ['COPIED: the chip does not hold its key.', 'keep the transcript and tell the manager.'],
  'reader-lost': ['There is no reader, or it was lost.', 'check its cable, and that the PC/SC service runs.'],
};

/** What happened, and what to do. */
export function faultInWords(fault: Fault): readonly [string, string] {
  return remedies[fault] ?? [`The reading ended: ${fault}.`, 'try again.'];
}
