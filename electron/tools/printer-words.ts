import type { PrinterStatus } from '../../core/contract/devices.ts';
import type { Fault } from '../../core/faults.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import type { PaperOutcome } from '../../core/ticket.ts';

const remedies: Partial<Record<Fault, readonly [string, string]>> = {
  'paper-out': ['The roll is at its end.', 'put in a roll and close the cover.'],
  'cover-open': ['The cover is open.', 'close it until it clicks.'],
  'cutter-jammed': ['The cutter is stuck.', 'switch the printer off, take out the paper, and switch it on again.'],
  'head-hot': ['The head is too hot.', 'wait some minutes; a page with much ink heats it.'],
  'printer-broken': ['The printer reports a trouble of its own.', 'switch it off and on; then see its manual.'],
  'printer-lost': ['The printer cannot be reached.', 'check power and cable, and "printer.line" in the settings.'],
  'printer-silent': [
    'The printer was reached and does not answer.',
    'see that no other program uses it, and that its profile says what it can: "fence" and "hasStatus".',
  ],
};

/** What the printer says of itself; a second sentence where something is to be done. */
export function statusInWords(
  status: PrinterStatus,
  { hasStatus }: Pick<PrinterProfile, 'hasStatus'>,
): readonly [string, string?] {
  if (status.state === 'faulty') return faultInWords(status.fault);
  if (!hasStatus) return ['Reached. This printer says nothing of its paper and cover.'];
  return [status.isNearEnd ? 'Ready. The roll is near its end.' : 'Ready.'];
}

/** What is known of the page, and what to do now. */
export function outcomeInWords(outcome: PaperOutcome): readonly [string, string] {
  switch (outcome.outcome) {
    case 'printed':
      return [
        'Printed: the printer confirmed that the page is done.',
        'See that every letter, the number and the QR can be read.',
      ];
    case 'sent':
      return ['Sent: nothing comes back on this way.', 'Look whether the page came out.'];
    case 'not-printed': {
      const [what, doNext] = faultInWords(outcome.fault);
      return [`Not printed, nothing was sent. ${what}`, doNext];
    }
    case 'unknown': {
      const [what, doNext] = faultInWords(outcome.fault);
      return [`Not known: the page was sent, and not confirmed. ${what}`, `look whether it came out; ${doNext}`];
    }
  }
}

function faultInWords(fault: Fault): readonly [string, string] {
  return remedies[fault] ?? [`The printer's fault: ${fault}.`, 'try again.'];
}
