import { domainOf } from './domains.ts';
import type { PaceInfo } from './security-info.ts';

const mappingOrder = { CAM: 0, GM: 1, IM: 2 } as const;

/** The best offer that the kiosk can take: one that proves the chip as well, and Triple-DES last. */
export function choosePace(offers: readonly PaceInfo[]): PaceInfo | undefined {
  const rank = ({ cipher, mapping }: PaceInfo) => (cipher === '3DES' ? 10 : 0) + mappingOrder[mapping];
  return offers.filter(isKnown).toSorted((a, b) => rank(a) - rank(b))[0];
}

function isKnown({ parameterId, agreement }: PaceInfo): boolean {
  return domainOf(parameterId)?.agreement === agreement;
}
