/**
 * Every fault that the kiosk can meet, on one page.
 *
 * A fault is an expected event in the field (a card pulled away, an empty roll), not a bug. The visit, the
 * log and the fault tests read this table; `renderer/text` holds its words.
 */
interface FaultSpec {
  /** Who can clear it. */
  readonly who: 'citizen' | 'staff' | 'technician';
  /**
   * What the kiosk does next: asks again, goes on without, ends the visit with a way out, or ends it with a slip for
   * the help desk and gives no number.
   */
  readonly next: 'retry' | 'go-on' | 'stop' | 'help-desk';
}

const table = {
  // The code that opens the chip
  'code-unknown': { who: 'citizen', next: 'retry' },
  'access-key-wrong': { who: 'citizen', next: 'retry' },
  'cards-differ': { who: 'citizen', next: 'retry' },
  // The card
  'card-removed': { who: 'citizen', next: 'retry' },
  'card-unreadable': { who: 'citizen', next: 'retry' },
  'card-unknown': { who: 'citizen', next: 'stop' },
  'card-altered': { who: 'staff', next: 'help-desk' },
  'card-copied': { who: 'staff', next: 'help-desk' },
  'reader-lost': { who: 'technician', next: 'stop' },
  // The number
  'service-closed': { who: 'citizen', next: 'retry' },
  'quota-full': { who: 'citizen', next: 'retry' },
  'hub-away': { who: 'technician', next: 'go-on' },
  'store-full': { who: 'technician', next: 'stop' },
  // The rating
  'number-unknown': { who: 'citizen', next: 'retry' },
  'already-rated': { who: 'citizen', next: 'retry' },
  'tries-used-up': { who: 'citizen', next: 'retry' },
  // The paper
  'paper-out': { who: 'staff', next: 'go-on' },
  'cover-open': { who: 'staff', next: 'go-on' },
  'cutter-jammed': { who: 'technician', next: 'go-on' },
  'head-hot': { who: 'staff', next: 'go-on' },
  'printer-broken': { who: 'technician', next: 'go-on' },
  'printer-lost': { who: 'technician', next: 'go-on' },
  'printer-silent': { who: 'technician', next: 'go-on' },
  'printing-interrupted': { who: 'staff', next: 'go-on' },
} as const satisfies Record<string, FaultSpec>;

export type Fault = keyof typeof table;
export const faults: Readonly<Record<Fault, FaultSpec>> = table;
export const everyFault = Object.keys(table) as [Fault, ...Fault[]];
