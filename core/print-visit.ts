import type { PaperOutcome, Ticket } from './ticket.ts';
import type { Step, VisitEvent } from './visit.ts';

/** Marked slips for one number; more would be a stack of paper for nobody. */
export const MAX_REPRINTS = 2;
/** A printer that says that it is ready and then prints nothing is not believed for ever. */
export const MAX_RETRIES = 3;

/** The slip of a ticket, and how often it was begun anew. */
export interface Paper {
  readonly ticket: Ticket;
  /** Above 0 the slip is marked IN LẠI with this count: an earlier one may be in somebody's hand. */
  readonly reprints: number;
  /** How often the machine began again by itself, with no mark more, because nothing had come out. */
  readonly retries: number;
}

type Settled = Paper & { readonly paper: PaperOutcome };

/** Prints this slip. Its ticket exists already, so lost paper is an inconvenience: the number stays on the screen. */
export function printing(paper: Paper): Step {
  const { ticket, reprints } = paper;
  return [
    { at: 'printing', ...paper },
    { do: 'print', ticket, reprints },
  ];
}

/** The slip once more where that is asked for and may be; `undefined` for any other event of a visit that is done. */
export function printAnew(done: Settled & { readonly at: 'done' }, event: VisitEvent): Step | undefined {
  switch (event.type) {
    case 'print-again':
      return mayPrintAgain(done) ? printing(again(done)) : [done];
    case 'printer-ready':
      return mayRetry(done) ? printing({ ...again(done), retries: done.retries + 1 }) : [done];
    default:
      return undefined;
  }
}

/** A slip that may have come out is followed only by a marked one; one that cannot have, by itself. */
function again({ ticket, reprints, retries, paper }: Settled): Paper {
  return { ticket, reprints: paper.outcome === 'not-printed' ? reprints : reprints + 1, retries };
}

/** True where the citizen may ask for the slip again: never for one known to be printed, and marked ones only so often. */
export function mayPrintAgain({ paper, reprints }: Settled): boolean {
  if (paper.outcome === 'printed') return false;
  return paper.outcome === 'not-printed' || reprints < MAX_REPRINTS;
}

/** The machine prints by itself only what is known not to be on paper; what may be is for the citizen to say. */
function mayRetry({ paper, retries }: Settled): boolean {
  return paper.outcome === 'not-printed' && retries < MAX_RETRIES;
}
