import type { AccessKey } from '../../core/card/access-key.ts';
import { everyFault, type Fault } from '../../core/faults.ts';
import type { Person } from '../../core/person.ts';
import type { RatingRequest } from '../../core/ports.ts';
import { MAX_REPRINTS, MAX_RETRIES } from '../../core/print-visit.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { NoTicket, PaperOutcome, Ticket } from '../../core/ticket.ts';
import { type Citizen, type Visit, type VisitEvent, welcome } from '../../core/visit.ts';

export const person: Person = {
  idNumber: '001053000481',
  name: 'Trần Quốc Bình',
  birthDay: '1953-11-02',
  sex: 'male',
  expiryDay: undefined,
};
export const citizen: Citizen = { person, isProved: true };
export const key: AccessKey = {
  mrz: [{ documentNumber: '053000481', birthDay: '1953-11-02', expiryDay: '2099-12-31' }],
};
export const ticket: Ticket = {
  id: '0d7e2f6a-52e5-4a53-9a8b-0f6b3c6b1a11',
  visitId: '5a1a5b52-3c0e-4f4a-9f5e-6b7a8c9d0e1f',
  service: 'chung-thuc',
  day: '2026-11-24',
  series: 'B',
  sequence: 27,
  number: 'B027',
  issuer: 'hub',
  identity: 'card-proved',
  language: 'vi',
  issuedAt: '2026-11-24T01:42:00.000Z',
  ahead: 5,
};
export const ticketUrl = 'https://so.example.vn/phieu/';
export const rating: RatingRequest = { number: 'B027', score: 2, reasons: ['long-wait'] };

function outcomes<T>(value: T): Result<T, Fault>[] {
  return [ok(value), ...everyFault.map((fault) => fail(fault))];
}

const issues: Result<Ticket, NoTicket>[] = [
  ok(ticket),
  ...everyFault.flatMap((why) => [fail({ why }), fail({ why, opensAt: '2026-11-24T06:30:00.000Z' })]),
];

const papers: PaperOutcome[] = [
  { outcome: 'printed' },
  { outcome: 'sent' },
  ...everyFault.flatMap((fault): PaperOutcome[] => [
    { outcome: 'not-printed', fault },
    { outcome: 'unknown', fault },
  ]),
];

/** Every event with every answer that it can carry, each fault among them. */
export const everyEvent: VisitEvent[] = [
  { type: 'card-placed' },
  { type: 'card-removed' },
  ...outcomes(key).map((given): VisitEvent => ({ type: 'key-given', key: given })),
  { type: 'read-progressed', progress: { bytes: 10, total: 300 } },
  ...outcomes(citizen).map((read): VisitEvent => ({ type: 'card-read', read })),
  { type: 'confirmed' },
  { type: 'card-skipped' },
  { type: 'service-chosen', service: 'chung-thuc', language: 'en' },
  ...issues.map((issue): VisitEvent => ({ type: 'ticket-issued', issue })),
  ...papers.map((paper): VisitEvent => ({ type: 'paper-settled', paper })),
  { type: 'print-again' },
  { type: 'printer-ready' },
  { type: 'rating-asked' },
  { type: 'rated', ...rating },
  ...outcomes(undefined).map((kept): VisitEvent => ({ type: 'rating-settled', kept })),
  { type: 'time-up' },
  { type: 'left' },
];

const progress = { bytes: 0, total: 0 };
export const everyVisit: Visit[] = [
  welcome,
  { at: 'keying', card: false, tries: 1 },
  { at: 'keying', card: true, tries: 2, fault: 'access-key-wrong' },
  { at: 'keying', card: false, key, tries: 3, fault: 'card-removed' },
  { at: 'reading', key, tries: 1, progress },
  { at: 'reading', key, tries: 3, progress },
  { at: 'confirming', citizen },
  { at: 'choosing', citizen },
  { at: 'choosing', fault: 'service-closed' },
  { at: 'choosing', citizen, fault: 'quota-full', opensAt: '2026-11-25T00:30:00.000Z' },
  { at: 'issuing', identity: 'card-proved', service: 'chung-thuc', citizen },
  { at: 'printing', ticket, reprints: 0, retries: 0 },
  { at: 'done', ticket, reprints: 0, retries: 0, paper: { outcome: 'printed' } },
  { at: 'done', ticket, reprints: 0, retries: 0, paper: { outcome: 'not-printed', fault: 'paper-out' } },
  { at: 'done', ticket, reprints: MAX_REPRINTS, retries: 0, paper: { outcome: 'unknown', fault: 'printer-silent' } },
  { at: 'done', ticket, reprints: 1, retries: MAX_RETRIES, paper: { outcome: 'not-printed', fault: 'cover-open' } },
  { at: 'done', ticket, reprints: 0, retries: 0, paper: { outcome: 'unknown', fault: 'paper-out' } },
  { at: 'done', ticket, reprints: 0, retries: 0, paper: { outcome: 'sent' } },
  { at: 'stopped', fault: 'reader-lost' },
  { at: 'stopped', fault: 'card-copied' },
  { at: 'rating', isSending: false },
  { at: 'rating', isSending: false, fault: 'number-unknown' },
  { at: 'rating', isSending: true },
  { at: 'thanked' },
];

/** The happy events of each state, the usual one first, so that a random walk also goes deep. */
export const onward: Record<Visit['at'], readonly [VisitEvent, ...VisitEvent[]]> = {
  welcome: [{ type: 'card-placed' }, { type: 'rating-asked' }],
  keying: [{ type: 'key-given', key: ok(key) }],
  reading: [{ type: 'card-read', read: ok(citizen) }],
  confirming: [{ type: 'confirmed' }],
  choosing: [{ type: 'service-chosen', service: 'chung-thuc', language: 'en' }],
  issuing: [{ type: 'ticket-issued', issue: ok(ticket) }],
  printing: [
    { type: 'paper-settled', paper: { outcome: 'printed' } },
    { type: 'paper-settled', paper: { outcome: 'not-printed', fault: 'paper-out' } },
    { type: 'paper-settled', paper: { outcome: 'unknown', fault: 'printer-silent' } },
    { type: 'paper-settled', paper: { outcome: 'sent' } },
  ],
  done: [{ type: 'card-placed' }, { type: 'print-again' }, { type: 'printer-ready' }],
  stopped: [{ type: 'card-placed' }],
  rating: [
    { type: 'rated', ...rating },
    { type: 'rating-settled', kept: ok(undefined) },
  ],
  thanked: [{ type: 'card-placed' }],
};
