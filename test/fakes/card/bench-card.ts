import { type Citizen, citizens } from './citizens.ts';
import { applicationIds, filesOf } from './files.ts';
import { type CardOptions, VirtualCard } from './virtual-card.ts';

/** Sizes of the files of the card that readings are timed with, in bytes. */
export const benchSizes = { dg1: 95, dg2: 15_848, dg13: 410, dg14: 163, dg15: 165, sod: 1137, cardAccess: 54 } as const;

/** A citizen whose DG13 has the wanted size: a long address, and a name of one letter more where that is odd. */
export const benchCitizen: Citizen = fitting();

/** The same card each time, but for its random numbers and keys. */
export function benchCard(options: CardOptions = {}): VirtualCard {
  return new VirtualCard(benchCitizen, options);
}

/** The address is written twice, as the place of origin and as the residence. */
function fitting(): Citizen {
  const bytes = (citizen: Citizen) => filesOf(citizen).get(applicationIds.dg13)!.length;
  let fits: Citizen = { ...citizens[0]!, address: 'Hà Nội' };
  while (bytes(fits) < benchSizes.dg13 - 1) fits = { ...fits, address: `${fits.address}.` };
  return bytes(fits) === benchSizes.dg13 ? fits : { ...fits, spouse: `${fits.spouse}.` };
}
