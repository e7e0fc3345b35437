import type { TicketIssued } from '../contract/hub.ts';
import { fail, ok } from '../result.ts';
import type { Change } from './change.ts';
import { returnOrder } from './place.ts';
import type { Rules } from './rules.ts';
import { changed, type Decision, inHandHere, type Scene } from './scene.ts';
import { isOpen, type Turn } from './turn.ts';

type NewTicket = Pick<
  TicketIssued,
  | 'ticketId'
  | 'number'
  | 'day'
  | 'service'
  | 'identity'
  | 'issuedAt'
  | 'priority'
  | 'language'
  | 'journey'
  | 'appointmentAt'
> & {
  /** Nobody is there yet: it is called from its appointment on, and stands in the order by it. */
  readonly isFromAfar?: boolean;
};

/**
 * The turns that a visit begins with: one step at the ticket's service, or the steps of the site's journey that it
 * names. Steps that come after others are blocked, the rest wait. The first one has the ticket's id and appointment.
 */
export function newTurns(rules: Pick<Rules, 'queue'>, ticket: NewTicket, newId: () => string): Turn[] {
  const { ticketId, number, day, identity, issuedAt, priority, language = 'vi', appointmentAt } = ticket;
  const comesAt = ticket.isFromAfar ? appointmentAt : undefined;
  const journey = rules.queue.journeys.find(({ id }) => id === ticket.journey);
  const steps = journey?.steps ?? [{ service: ticket.service, after: [] }];
  return steps.map(({ service, after }, step) => ({
    id: step === 0 ? ticketId : newId(),
    ticketId,
    number,
    day,
    service,
    step,
    after,
    state: after.length === 0 ? 'waiting' : 'blocked',
    identity,
    language,
    order: Date.parse(comesAt ?? issuedAt),
    issuedAt,
    queuedAt: issuedAt,
    calls: 0,
    misses: 0,
    version: 1,
    ...(priority && { priority }),
    ...(comesAt && step === 0 && { notBefore: earlier(comesAt, rules.queue.policy.appointments.early) }),
    ...(step === 0 && appointmentAt !== undefined && { appointmentAt }),
  }));
}

/** So many minutes before an instant. */
function earlier(at: string, minutes: number): string {
  return new Date(Date.parse(at) - minutes * 60_000).toISOString();
}

/**
 * Steps to go through after the one in hand, beside each other, and back at its service after all of them where asked.
 * What was to come after the step in hand comes after the new ones too.
 */
export function addSteps(
  scene: Scene,
  { ticketId, services, comesBack }: { ticketId: string; services: readonly string[]; comesBack: boolean },
): Decision {
  const present = inHandHere(scene, ticketId);
  if (!present.ok) return present;
  const known = new Set(scene.queue.rules.services.map(({ id }) => id));
  if (!services.every((service) => known.has(service))) return fail({ code: 'SERVICE_UNKNOWN' });
  const turns = scene.queue.turnsOf(ticketId);
  const firstStep = Math.max(...turns.map(({ step }) => step)) + 1;
  const added = services.map((service, n) =>
    stepOf(scene, present.value, service, firstStep + n, [present.value.step]),
  );
  const addedSteps = added.map(({ step }) => step);
  if (comesBack) added.push(stepOf(scene, present.value, present.value.service, firstStep + added.length, addedSteps));
  const lastSteps = comesBack ? [firstStep + services.length] : addedSteps;
  const later = turns.filter(({ state, after }) => state === 'blocked' && after.includes(present.value.step));
  return ok([
    ...added.map((turn): Change => ({ kind: 'turn', change: 'added', turn })),
    ...later.map((turn) => changed('added', turn, { after: [...turn.after, ...lastSteps] })),
  ]);
}

function stepOf({ at, newId }: Scene, present: Turn, service: string, step: number, after: number[]): Turn {
  const { ticketId, number, day, identity, language, issuedAt, priority } = present;
  return {
    id: newId(),
    ticketId,
    number,
    day,
    service,
    step,
    after,
    state: 'blocked',
    identity,
    language,
    order: Date.parse(issuedAt),
    issuedAt,
    queuedAt: at.toISOString(),
    calls: 0,
    misses: 0,
    version: 1,
    ...(priority && { priority }),
  };
}

/**
 * What the end of a step opens: steps whose earlier ones are all over wait from now on, by the time the number was
 * taken; one that is back at a service where the visit has been goes in after the next few.
 */
export function openedBy(scene: Scene, finished: Turn): Change[] {
  const turns = scene.queue.turnsOf(finished.ticketId).map((turn) => (turn.id === finished.id ? finished : turn));
  const openSteps = new Set(turns.filter(isOpen).map(({ step }) => step));
  return turns
    .filter(({ state, after }) => state === 'blocked' && !after.some((step) => openSteps.has(step)))
    .map((turn) => {
      const order = Date.parse(turn.issuedAt);
      const fields = { state: 'waiting', queuedAt: scene.at.toISOString(), order } as const;
      const isBack = turns.some(({ service, state }) => service === turn.service && state === 'finished');
      return changed(
        'opened',
        turn,
        isBack ? { ...fields, order: returnOrder(scene, { ...turn, ...fields }) } : fields,
      );
    });
}
