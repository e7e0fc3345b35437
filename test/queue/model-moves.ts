import type { CounterState } from '../../core/queue/change.ts';
import type { Place } from '../../core/queue/place.ts';
import { groupOf } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { isClosed, type Model, type Refused } from './model.ts';
import { notReady, onTaken, visitFor } from './model-verbs.ts';

const untouched = (counter: string): CounterState => ({ counter, state: 'open', since: '1970-01-01T00:00:00.000Z' });

export function setState(
  model: Model,
  counter: string,
  state: CounterState['state'],
  reason: string | undefined,
): Refused {
  model.states.set(counter, { counter, state, since: model.at, ...(reason !== undefined && { reason }) });
  return undefined;
}

/** A wait that begins anew. */
const anew = (model: Model): Partial<Turn> => ({
  state: 'waiting',
  queuedAt: model.at,
  calls: 0,
  misses: 0,
  calledAt: undefined,
  firstCalledAt: undefined,
  servedAt: undefined,
  finishedAt: undefined,
  returnsAt: undefined,
  result: undefined,
});

export const transfer = (
  model: Model,
  counter: string,
  ticketId: string,
  to: { service: string } | { counter: string },
  place: Place,
) =>
  onTaken(model, counter, ticketId, (turn) => {
    if ('service' in to && !model.rules.services.some(({ id }) => id === to.service)) return 'SERVICE_UNKNOWN';
    const target = 'counter' in to ? model.rules.counters.find(({ id }) => id === to.counter) : undefined;
    if ('counter' in to && !target) return 'COUNTER_UNKNOWN';
    const service =
      'service' in to ? to.service : (target!.services.find((id) => id === turn.service) ?? target!.services[0]!);
    const moved = { ...turn, ...anew(model), service, assignedTo: target?.id } as Turn;
    model.change(turn, { ...moved, order: model.placed(moved, place, model.before) });
    return undefined;
  });

export const addSteps = (
  model: Model,
  counter: string,
  ticketId: string,
  services: readonly string[],
  comesBack: boolean,
  newId: () => string,
) =>
  onTaken(model, counter, ticketId, (present) => {
    if (services.some((service) => !model.rules.services.some(({ id }) => id === service))) return 'SERVICE_UNKNOWN';
    const next = model.visit(ticketId).length;
    const { number, day, identity, language, issuedAt, priority } = present;
    const shared = {
      ticketId,
      number,
      day,
      identity,
      language,
      issuedAt,
      order: Date.parse(issuedAt),
      queuedAt: model.at,
    };
    const none = { state: 'blocked' as const, calls: 0, misses: 0, version: 1, ...(priority && { priority }) };
    const beside = services.map((service, n) => ({
      id: newId(),
      ...shared,
      ...none,
      service,
      step: next + n,
      after: [present.step],
    }));
    const steps = beside.map(({ step }) => step);
    const back = { ...shared, ...none, service: present.service, step: next + services.length, after: steps };
    const added: Turn[] = comesBack ? [...beside, { id: newId(), ...back }] : beside;
    for (const turn of model.visit(ticketId))
      if (turn.state === 'blocked' && turn.after.includes(present.step))
        model.change(turn, { after: [...turn.after, ...(comesBack ? [back.step] : steps)] });
    model.turns = [...model.turns, ...added];
    return undefined;
  });

export function reopen(model: Model, counter: string, ticketId: string): Refused {
  const visit = visitFor(model, counter, ticketId);
  if (typeof visit === 'string') return visit;
  const again = (turn: Turn) => {
    const waiting = { ...turn, ...anew(model) } as Turn;
    model.change(turn, { ...waiting, order: model.behindFew(waiting, model.before) });
  };
  const missed = visit.find(({ state }) => state === 'missed');
  if (missed) {
    again(missed);
    return undefined;
  }
  if (!visit.every(isClosed)) return notReady(visit);
  const end = visit
    .map(({ finishedAt }) => finishedAt!)
    .sort()
    .at(-1);
  const ended = visit.filter(({ finishedAt }) => finishedAt === end);
  const cancelled = ended.filter(({ state }) => state === 'cancelled');
  const back = cancelled.length > 0 ? cancelled : [ended.at(-1)!];
  for (const turn of back) {
    if (turn.after.some((step) => back.some((one) => one.step === step)))
      model.change(turn, { state: 'blocked', finishedAt: undefined });
    else again(turn);
  }
  return undefined;
}

/** Brings back who is due. Not a command. */
export function returnDue(model: Model): void {
  const due = model.turns
    .filter(({ state, returnsAt }) => (state === 'held' || state === 'missed') && returnsAt !== undefined)
    .filter(({ returnsAt }) => Date.parse(returnsAt!) <= model.atMs)
    .sort((one, other) =>
      one.returnsAt === other.returnsAt ? (one.id < other.id ? 1 : -1) : one.returnsAt! < other.returnsAt! ? 1 : -1,
    );
  for (const turn of due) {
    const order = model.behindFew({ ...turn, state: 'waiting' }, model.turns);
    model.change(turn, { state: 'waiting', order, returnsAt: undefined });
  }
}

export function undo(model: Model, counter: string): Refused {
  const last = model.last.get(counter);
  const isSame = last?.after.every((turn) => model.turns.includes(turn));
  if (!last || !isSame || model.atMs - last.atMs > 5_000) return 'NOTHING_TO_UNDO';
  model.last.delete(counter);
  for (const turn of last.after) {
    const before = last.before.find(({ id }) => id === turn.id);
    if (!before) model.change(turn, { state: 'cancelled', finishedAt: model.at });
    else if (before !== turn)
      model.turns = model.turns.map((one) => (one === turn ? { ...before, version: turn.version + 1 } : one));
  }
  if (last.stateBefore !== model.states.get(counter)) model.states.set(counter, last.stateBefore ?? untouched(counter));
  const group = groupOf(model.counter(counter));
  const isTallied = last.tally !== last.tallyBefore;
  if (isTallied && model.tallies.get(group) === last.tally)
    model.tallies.set(group, last.tallyBefore ?? { group, priority: 0, ordinary: 0 });
  return undefined;
}
