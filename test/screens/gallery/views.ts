import type { KioskView, Screen } from '../../../core/contract/kiosk.ts';
import { everyFault, type Fault, faults } from '../../../core/faults.ts';

const person = { honorific: 'elder-man', name: 'T.Q. Bình', birthYear: '1953', idTail: '481' } as const;
const guest = { honorific: 'citizen', name: 'N.T.T.H. Nguyệt', birthYear: '1988', idTail: '007' } as const;
const ticket = { number: 'B027', service: 'chung-thuc', ahead: 5 };
const longTicket = { number: 'AK1012', service: 'xay-dung' };
const link = 'https://so.mot-cham.example/phieu/0d7e2f6a-52e5-4a53-9a8b-0f6b3c6b1a11';
const waits = {
  none: { fromMinutes: 0, toMinutes: 0 },
  soon: { fromMinutes: 0, toMinutes: 10 },
  known: { fromMinutes: 20, toMinutes: 35 },
  long: { fromMinutes: 115, toMinutes: 1250 },
};

const widest = ['M000', 'XM000', 'XM0000', 'MXM0000'];
const choosing: readonly Fault[] = ['service-closed', 'quota-full'];
const rating: readonly Fault[] = ['number-unknown', 'already-rated', 'tries-used-up', 'hub-away'];
const unsure: readonly Fault[] = ['printer-silent', 'printing-interrupted'];

const screens: Record<string, Screen> = {
  welcome: { at: 'welcome' },
  'keying-code': { at: 'keying', hasCard: true, hasKey: false },
  'keying-code-no-card': { at: 'keying', hasCard: false, hasKey: false },
  'keying-code-wrong': { at: 'keying', hasCard: true, hasKey: false, fault: 'access-key-wrong' },
  'keying-card': { at: 'keying', hasCard: false, hasKey: true },
  'keying-card-removed': { at: 'keying', hasCard: false, hasKey: true, fault: 'card-removed' },
  'reading-start': { at: 'reading', percent: 0 },
  reading: { at: 'reading', percent: 62 },
  confirming: { at: 'confirming', person },
  'confirming-guest': { at: 'confirming', person: guest },
  choosing: { at: 'choosing', person },
  'choosing-guest': { at: 'choosing', person: guest, fault: 'service-closed' },
  'choosing-lunch': { at: 'choosing', person, fault: 'service-closed', opensAt: '2026-11-23T06:30:00Z' },
  'choosing-full': { at: 'choosing', person: guest, fault: 'quota-full', opensAt: '2026-11-24T00:30:00Z' },
  'choosing-without-card': { at: 'choosing' },
  issuing: { at: 'issuing', service: 'chung-thuc' },
  printing: { at: 'printing', ticket },
  done: done(ticket),
  ...Object.fromEntries(widest.map((number) => [`done-${number}`, done({ ...ticket, number })])),
  'done-long': done(longTicket),
  ...Object.fromEntries(Object.entries(waits).map(([name, wait]) => [`done-wait-${name}`, done({ ...ticket, wait })])),
  'printing-wait': { at: 'printing', ticket: { ...ticket, wait: waits.known } },
  'done-wait-no-paper': {
    at: 'done',
    ticket: { ...ticket, number: 'MXM0000', ahead: 128, wait: waits.long },
    paper: { outcome: 'not-printed', fault: 'printer-lost' },
    canPrintAgain: true,
    link,
  },
  'done-sent': {
    at: 'done',
    ticket: { ...ticket, wait: waits.known },
    paper: { outcome: 'sent' },
    canPrintAgain: true,
  },
  'done-unknown-last': {
    at: 'done',
    ticket,
    paper: { outcome: 'unknown', fault: 'paper-out' },
    canPrintAgain: false,
  },
  rating: { at: 'rating', isSending: false },
  'rating-sending': { at: 'rating', isSending: true },
  thanked: { at: 'thanked' },
};

const health = { reader: 'ready', printer: { state: 'ready', isNearEnd: false }, hub: 'ready' } as const;
const printerFaults: readonly Fault[] = [
  ...(['paper-out', 'cover-open', 'cutter-jammed', 'head-hot'] as const),
  ...(['printer-broken', 'printer-lost', 'printer-silent'] as const),
];

/** Every screen that a citizen can meet, with every fault at each place where it can show. */
export const views: ReadonlyMap<string, KioskView> = new Map([
  ...Object.entries(screens).map(([name, screen]) => [name, viewOf(screen)] as const),
  ['welcome-resting', { ...viewOf({ at: 'welcome' }), health: { ...health, reader: 'faulty' } }],
  ['welcome-no-paper', withoutPrinter({ at: 'welcome' }, 'paper-out')],
  ...printerFaults.map((fault) => [`choosing-${fault}`, withoutPrinter({ at: 'choosing', person }, fault)] as const),
  ...everyFault.map((fault) => [fault, viewOf(where(fault))] as const),
]);

function withoutPrinter(screen: Screen, fault: Fault): KioskView {
  return { ...viewOf(screen), health: { ...health, printer: { state: 'faulty', fault } } };
}

export function viewOf(screen: Screen, patienceMs = 60_000): KioskView {
  return { screen, patienceMs, health };
}

function done(shown: Extract<Screen, { at: 'done' }>['ticket']): Screen {
  return { at: 'done', ticket: shown, paper: { outcome: 'printed' }, canPrintAgain: false };
}

/** The screen where a fault is told. */
function where(fault: Fault): Screen {
  if (rating.includes(fault)) return { at: 'rating', isSending: false, fault };
  if (['stop', 'help-desk'].includes(faults[fault].next)) return { at: 'stopped', fault };
  if (faults[fault].next === 'go-on')
    return unsure.includes(fault)
      ? { at: 'done', ticket, paper: { outcome: 'unknown', fault }, canPrintAgain: true }
      : { at: 'done', ticket, paper: { outcome: 'not-printed', fault }, canPrintAgain: true, link };
  return choosing.includes(fault) ? { at: 'choosing', fault } : { at: 'keying', hasCard: true, hasKey: false, fault };
}
