import type { IsoDay } from '../person.ts';

/** What Basic Access Control needs of the MRZ (ICAO 9303-11 §4.3.2), without check digits. */
export interface MrzInformation {
  /** 9 characters; on a Vietnamese card the last 9 of the citizen's 12 digits. */
  readonly documentNumber: string;
  readonly birthDay: IsoDay;
  readonly expiryDay: IsoDay;
}

/** How the chip may be opened. Always from the citizen's own card: scanned or typed, never built in. */
export interface AccessKey {
  /** The 12 digits, where the source held them: the last six open the chip, and it must hold the same twelve. */
  readonly idNumber?: string;
  /** Six digits that open the chip, where the twelve are not known; a technician types them. */
  readonly can?: string;
  /** Tried in this order; a QR holds no expiry day, so its rule may give more than one. Empty where only digits were typed. */
  readonly mrz: readonly MrzInformation[];
}
