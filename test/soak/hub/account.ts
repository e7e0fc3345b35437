import type { TicketIssued } from '../../../core/contract/hub.ts';
import { isOpen } from '../../../core/queue/turn.ts';
import type { Site } from '../../../core/settings.ts';
import type { Store } from '../../../hub/store/open.ts';
import { replayStore } from '../../hub/replay.ts';

/** What came of a run: figures, and a line for everything that is not as it was promised. */
export interface Account {
  readonly tickets: number;
  readonly entries: number;
  readonly calls: number;
  /** Calls by the rules that were chosen once more, and by which rule. */
  readonly chosen: number;
  readonly byRule: Readonly<Record<string, number>>;
  /** Visits that are not over, by the state of their first open step. */
  readonly open: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

interface Claims {
  /** What kiosks have printed and brought. */
  readonly printed: ReadonlyMap<string, TicketIssued>;
  /** Whom counters were told that they had called, by command. */
  readonly called: ReadonlyMap<string, string>;
}

/** Holds what the clients know against what the store has, and the store's log against the rules. */
export async function accountFor(store: Store, site: Site, { printed, called }: Claims): Promise<Account> {
  const replay = await replayStore(store, site);
  const violations = [...replay.violations];
  await checkTickets(store, printed, violations);
  await checkCalls(store, called, violations);
  const open: Record<string, number> = {};
  for (const turn of replay.turns.values())
    if (isOpen(turn) && turn.state !== 'blocked') open[turn.state] = (open[turn.state] ?? 0) + 1;
  const { entries, calls, chosen, byRule } = replay;
  return { tickets: printed.size, entries, calls, chosen, byRule, open, violations };
}

/** Every printed ticket is there once under its own number, and there is no other. */
async function checkTickets({ db }: Store, printed: Claims['printed'], violations: string[]): Promise<void> {
  const tickets = await db.selectFrom('ticket').select(['id', 'number', 'visit_id']).execute();
  for (const { id, number, visit_id } of tickets) {
    const paper = printed.get(id);
    if (!paper) violations.push(`nobody printed ${number}`);
    else if (paper.number !== number || paper.visitId !== visit_id) violations.push(`${paper.number} became ${number}`);
  }
  if (tickets.length !== printed.size) violations.push(`${printed.size - tickets.length} printed tickets are lost`);
  const numbers = new Set([...printed.values()].map(({ number }) => number));
  if (numbers.size !== printed.size) violations.push(`${printed.size - numbers.size} numbers were printed twice`);
}

/** What a counter was told is what the log has under its command. */
async function checkCalls({ db }: Store, called: Claims['called'], violations: string[]): Promise<void> {
  const rows = await db
    .selectFrom('ticket_event')
    .select(['command_id', 'body'])
    .where('change', '=', 'called')
    .execute();
  const logged = new Map<string, Set<string>>();
  for (const { command_id, body } of rows) {
    const turns = logged.get(command_id ?? '') ?? new Set();
    logged.set(command_id ?? '', turns.add((JSON.parse(body) as { turn: { id: string } }).turn.id));
  }
  for (const [command, turns] of logged)
    if (turns.size > 1) violations.push(`${command} has called ${turns.size} at once`);
  for (const [command, turn] of called)
    if (!logged.get(command)?.has(turn)) violations.push(`${command} was told of a call that is in no log`);
}

/** One line for a person. */
export function accountInWords({ tickets, entries, calls, chosen, byRule, open, violations }: Account): string {
  const rules = Object.entries(byRule).map(([rule, count]) => `${rule} ${count}`);
  const left = Object.entries(open).map(([state, count]) => `${state} ${count}`);
  const wrong = violations.slice(0, 10).join('; ');
  return (
    `${tickets} tickets, ${entries} lines, ${calls} calls, ${chosen} of them chosen once more (${rules.join(', ')}); ` +
    `left ${left.join(', ') || 'nobody'}; ${violations.length} violations${wrong ? `: ${wrong}` : ''}`
  );
}
