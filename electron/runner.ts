import type { Ports } from '../core/ports.ts';
import { never } from '../core/result.ts';
import type { Patience } from '../core/settings.ts';
import type { PaperOutcome } from '../core/ticket.ts';
import { type Command, step, type Visit, type VisitEvent, welcome } from '../core/visit.ts';

export interface Runner {
  send(event: VisitEvent): void;
  /** A finger on the screen: the person is still there. */
  touched(): void;
  readonly visit: Visit;
}

const interrupted: PaperOutcome = { outcome: 'unknown', fault: 'printing-interrupted' };

/** A number that is on no paper stays so many times longer: it is copied by hand, and a roll takes a minute to put in. */
const COPYING_TIMES = 3;

interface Watch {
  /** Called at every change, with the time after which the machine goes on by itself. */
  show(visit: Visit, patienceMs: number | undefined): void;
  onBug(error: unknown): void;
}

/**
 * Carries out what a visit asks for and feeds the answers back.
 *
 * An answer belongs to the screen that asked for it: when the visit moves on or asks again, older answers are
 * dropped, so one citizen's card can never open the next citizen's screen.
 */
export function runVisits(ports: Ports, patience: Patience, watch: Watch, start: Visit = welcome): Runner {
  let visit = start;
  let visitId = ports.newVisitId();
  let asked = new AbortController();
  let callOff = () => {};

  function send(event: VisitEvent): void {
    const [next, ...commands] = step(visit, event);
    if (next === visit) return;
    if (begins(visit, next)) visitId = ports.newVisitId();
    if (next.at !== visit.at || commands.length > 0) {
      asked.abort();
      asked = new AbortController();
    }
    visit = next;
    wait();
    for (const command of commands) carryOut(command, asked.signal);
  }

  /** Starts this screen's patience anew and shows it. */
  function wait(): void {
    callOff();
    const ms = patienceMs(visit);
    callOff = ms === undefined ? () => {} : ports.after(ms, () => send({ type: 'time-up' }));
    watch.show(visit, ms);
  }

  /** A number being written or printed is waited for; its ports have deadlines of their own. */
  function patienceMs({ at, ...more }: Visit): number | undefined {
    if (!(at in patience)) return undefined;
    const isOnNoPaper = 'paper' in more && more.paper.outcome === 'not-printed';
    return patience[at as keyof Patience] * 1_000 * (isOnNoPaper ? COPYING_TIMES : 1);
  }

  function carryOut(command: Command, stop: AbortSignal): void {
    const answer = (event: VisitEvent) => {
      if (!stop.aborted) send(event);
    };
    ask(command, answer, stop).catch((error) => {
      watch.onBug(error);
      if (!stop.aborted) giveUp();
    });
  }

  async function ask(command: Command, answer: (event: VisitEvent) => void, stop: AbortSignal): Promise<void> {
    switch (command.do) {
      case 'look-for-card':
        return ports.hasCard() ? answer({ type: 'card-placed' }) : undefined;
      case 'read-card': {
        const report = (progress: { bytes: number; total: number }) => answer({ type: 'read-progressed', progress });
        return answer({ type: 'card-read', read: await ports.readCard(command.key, report, stop) });
      }
      case 'issue-ticket': {
        const { do: _, ...asked } = command;
        return answer({ type: 'ticket-issued', issue: await ports.issueTicket({ visitId, ...asked }) });
      }
      case 'look-at-printer':
        return ports.lookAtPrinter();
      case 'print':
        return answer({ type: 'paper-settled', paper: await ports.print(command.ticket, command.reprints) });
      case 'print-help-slip':
        return ports.printHelpSlip(command.fault);
      case 'rate': {
        const { do: _, ...rating } = command;
        return answer({ type: 'rating-settled', kept: await ports.rate(rating) });
      }
      default:
        return never(command);
    }
  }

  /** A bug ends the visit: the next citizen finds a working machine. A number that is committed stays on the screen. */
  function giveUp(): void {
    asked.abort();
    asked = new AbortController();
    visit = visit.at === 'printing' ? step(visit, { type: 'paper-settled', paper: interrupted })[0] : welcome;
    wait();
  }

  wait();
  return {
    send,
    touched: wait,
    get visit() {
      return visit;
    },
  };
}

/** True where a new passage begins; the hub numbers by its name. */
function begins(before: Visit, after: Visit): boolean {
  const isOver = before.at === 'welcome' || before.at === 'done' || before.at === 'stopped';
  return isOver && after.at !== before.at && after.at !== 'printing';
}
