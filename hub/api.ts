import { implement, ORPCError } from '@orpc/server';
import { type FeedEvent, hubContract } from '../core/contract/hub.ts';
import type { Site } from '../core/settings.ts';
import { type Asking, kioskBy, noSessionCookie, sessionCookie } from './auth.ts';
import { reportBugsOf } from './bugs.ts';
import type { callsIn } from './calls.ts';
import type { Feed } from './feed.ts';
import type { HubLog } from './log.ts';
import type { numbersIn } from './numbers.ts';
import type { Staff, staffIn } from './staff.ts';
import type { takeInFor } from './take-in.ts';

export interface Parts {
  readonly site: Site;
  readonly numbers: ReturnType<typeof numbersIn>;
  readonly takeIn: ReturnType<typeof takeInFor>;
  readonly calls: ReturnType<typeof callsIn>;
  readonly staff: ReturnType<typeof staffIn>;
  readonly feed: Feed;
  readonly log: HubLog;
}

/** More than any hall has; without an end, one page could fill the memory. */
const boardsAtMost = 100;

const hub = implement(hubContract).$context<Asking>();
export type HubRouter = ReturnType<typeof hubRouter>;

/** The contract over its parts: who asks is proved here, what is decided is decided there. */
export function hubRouter(parts: Parts) {
  return hub.router({
    kiosk: kioskRoutes(parts),
    staff: staffRoutes(parts),
    counter: counterRoutes(parts),
    board: boardRoutes(parts),
  });
}

function kioskRoutes({ site, numbers, takeIn, log }: Parts) {
  const knownKiosk = ({ kioskToken }: Asking, refusal: () => Error): string => {
    const kiosk = kioskBy(kioskToken, site);
    if (kiosk) return kiosk;
    log.note({ event: 'kiosk-unknown' });
    throw refusal();
  };
  return {
    reserve: hub.kiosk.reserve.handler(async ({ input, context, errors }) => {
      const kiosk = knownKiosk(context, errors.KIOSK_UNKNOWN);
      const reserved = await numbers.reserve({ ...input, kiosk });
      if (!reserved.ok) throw errors[reserved.fault]();
      return reserved.value;
    }),
    takeIn: hub.kiosk.takeIn.handler(async ({ input, context, errors }) => {
      const kiosk = knownKiosk(context, errors.KIOSK_UNKNOWN);
      const acknowledged = await takeIn(kiosk, input.events);
      // A kiosk that owes nothing asks all the same, to know that the hub is there.
      if (acknowledged.length > 0) log.note({ event: 'tickets-taken-in', kiosk, count: acknowledged.length });
      return { acknowledged };
    }),
  };
}

function staffRoutes({ staff, log }: Parts) {
  return {
    signIn: hub.staff.signIn.handler(async ({ input, context, errors }) => {
      if (!context.setCookie) throw new ORPCError('METHOD_NOT_SUPPORTED', { message: 'sign in over HTTP' });
      const answer = await staff.signIn(input.name, input.password);
      log.note(answer.ok ? { event: 'staff-signed-in' } : { event: 'sign-in-refused', why: answer.fault });
      if (!answer.ok) throw answer.fault === 'wrong' ? errors.WRONG_NAME_OR_PASSWORD() : errors.TOO_MANY_TRIES();
      await staff.signOut(context.session);
      context.setCookie(sessionCookie(answer.value.session, context.isHttps));
      return { displayName: answer.value.displayName };
    }),
    signOut: hub.staff.signOut.handler(async ({ context }) => {
      await staff.signOut(context.session);
      context.setCookie?.(noSessionCookie);
      return {};
    }),
    me: hub.staff.me.handler(async ({ context, errors }) => {
      const { displayName } = await signedIn(staff, context, errors.SIGN_IN_FIRST);
      return { displayName };
    }),
  };
}

function counterRoutes({ staff, calls, feed, log }: Parts) {
  return {
    callNext: hub.counter.callNext.handler(async ({ input, context, errors }) => {
      const { name } = await signedIn(staff, context, errors.SIGN_IN_FIRST);
      const called = await calls.callNext({ ...input, staff: name });
      if (!called.ok) throw errors[called.fault]();
      return { ticket: called.value };
    }),
    recall: hub.counter.recall.handler(async ({ input, context, errors }) => {
      const { name } = await signedIn(staff, context, errors.SIGN_IN_FIRST);
      const recalled = await calls.recall({ ...input, staff: name });
      if (!recalled.ok) throw errors[recalled.fault]();
      return { ticket: recalled.value };
    }),
    miss: hub.counter.miss.handler(async ({ input, context, errors }) => {
      const { name } = await signedIn(staff, context, errors.SIGN_IN_FIRST);
      const missed = await calls.miss({ ...input, staff: name });
      if (!missed.ok) throw errors[missed.fault]();
      return { ticket: missed.value };
    }),
    finish: hub.counter.finish.handler(async ({ input, context, errors }) => {
      const { name } = await signedIn(staff, context, errors.SIGN_IN_FIRST);
      const finished = await calls.finish({ ...input, staff: name });
      if (!finished.ok) throw errors[finished.fault]();
      return { ticket: finished.value };
    }),
    watch: hub.counter.watch.handler(async function* ({ input, context, errors, signal }) {
      await signedIn(staff, context, errors.SIGN_IN_FIRST);
      const events = feed.watch({ view: 'counter', after: input.after, stop: signal });
      for await (const event of reportBugsOf(log, events)) {
        // A feed outlives the session that opened it; it ends within a beat.
        if (event.type === 'beat') await signedIn(staff, context, errors.SIGN_IN_FIRST);
        yield event;
      }
    }),
  };
}

function boardRoutes({ site, feed, log }: Parts) {
  return {
    watch: hub.board.watch.handler(({ input, signal }): AsyncGenerator<FeedEvent, void> => {
      if (feed.boards() >= boardsAtMost) throw new ORPCError('TOO_MANY_REQUESTS');
      return reportBugsOf(log, feed.watch({ view: 'board', after: input.after, stop: signal }));
    }),
    site: hub.board.site.handler(() => {
      const { organisation, address, timeZone, services, counters } = site;
      return {
        organisation,
        address,
        timeZone,
        services: services.map(({ id, letter, name }) => ({ id, letter, name })),
        counters,
      };
    }),
  };
}

async function signedIn(staff: Parts['staff'], { session }: Asking, refusal: () => Error): Promise<Staff> {
  const who = await staff.whoHas(session);
  if (!who) throw refusal();
  return who;
}
