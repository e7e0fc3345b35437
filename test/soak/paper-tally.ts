import { slipOf } from '../../core/paper/slip.ts';
import type { StartOptions } from '../../electron/start-options.ts';
import type { Db } from '../../electron/store/open.ts';
import { type TicketRow, ticketOf } from '../../electron/store/tickets.ts';
import type { Paper } from '../fakes/printer/paper.ts';
import { looksOf, wholeSlips } from './paper-looks.ts';

interface Known extends Pick<StartOptions, 'site' | 'kiosk' | 'printer'> {
  readonly kills: number;
  readonly interrupted: number;
  readonly forgotten: number;
}

export type PaperTally = Awaited<ReturnType<typeof tallyPapers>>;
type JobRow = { ticketId: string; reprints: number; state: string };

/** What is on disk and what is on paper after many deaths. Zero is good in the second block. */
export async function tallyPapers(db: Db, papers: readonly Paper[], { site, kiosk, printer, ...known }: Known) {
  const tickets = db.prepare<[], TicketRow>('select * from ticket').all().map(ticketOf);
  const jobs = db.prepare<[], JobRow>('select ticket_id as ticketId, reprints, state from print_job').all();
  const mostReprints = Math.max(0, ...jobs.map(({ reprints }) => reprints));
  const slips = tickets.flatMap((ticket) =>
    Array.from({ length: mostReprints + 1 }, (_, reprints) => reprints)
      .filter((reprints) => jobs.some((job) => job.ticketId === ticket.id && job.reprints === reprints))
      .map((reprints) => ({ ticketId: ticket.id, slip: slipOf(ticket, site, kiosk, reprints) })),
  );
  const out = wholeSlips(papers, await looksOf(slips, printer));
  const countOf = (ticketId: string, reprints: number) =>
    out.filter((look) => look.ticketId === ticketId && look.reprints === reprints).length;
  const isOpen = ({ state }: JobRow) => state !== 'printed';
  return {
    kills: known.kills,
    /** Attempts that a death of the main process left open. */
    interrupted: known.interrupted,
    tickets: tickets.length,
    papers: out.length,
    marked: out.filter(({ reprints }) => reprints > 0).length,
    unknown: jobs.filter(({ state }) => state === 'unknown').length,
    notPrinted: jobs.filter(({ state }) => state === 'not-printed').length,

    /** Numbers with no paper, of which no row says that there may be none. */
    lost: tickets.filter(
      ({ id }) =>
        !out.some(({ ticketId }) => ticketId === id) && !jobs.some((job) => job.ticketId === id && isOpen(job)),
    ).length,
    /** Numbers with two whole papers that look the same. */
    doubled: slips.filter(({ ticketId, slip }) => countOf(ticketId, slip.reprints) > 1).length,
    /** Attempts that are called printed, and of which no whole paper is there. */
    claimed: jobs.filter(({ ticketId, reprints, state }) => state === 'printed' && countOf(ticketId, reprints) === 0)
      .length,
    /** Of the interrupted attempts those that the next start did not call unknown. */
    forgotten: known.forgotten,
  };
}
