import type { Turn } from '../../core/queue/turn.ts';
import type { Parts, SiteParts } from '../parts.ts';
import { rate } from '../ratings.ts';
import { siteOfTicket, ticketStateOf } from '../ticket-state.ts';
import { takeInFromBelow } from '../uplink-take-in.ts';
import { hub, known } from './asking.ts';
import { opening } from './kiosk.ts';

/** What other programs may ask: known by their token, which also says for which site. */
export function remoteRoutes(parts: Parts) {
  return {
    services: hub.remote.services.handler(async ({ context, errors }) => {
      const { parts: site } = known(parts, 'apps', context, errors.APP_UNKNOWN);
      return { services: await site.remote.services(site.waits) };
    }),
    take: hub.remote.take.handler(async ({ input, context, errors }) => {
      const { bearer, parts: site } = known(parts, 'apps', context, errors.APP_UNKNOWN);
      if (isElsewhere(site)) throw errors.APP_UNKNOWN();
      const taken = await site.remote.take(bearer.id, input);
      if (taken.ok) {
        const wait = input.appointmentAt === undefined ? site.waits.ofNew(input.service) : undefined;
        return { ...taken.value, ...(wait && { wait }) };
      }
      const { fault } = taken;
      if (fault.code === 'SERVICE_CLOSED' || fault.code === 'QUOTA_FULL')
        throw errors[fault.code]({ data: opening(fault) });
      throw errors[fault.code]();
    }),
    state: hub.remote.state.handler(async ({ input, context, errors }) => {
      const { parts: site } = known(parts, 'apps', context, errors.APP_UNKNOWN);
      return stateOr(site, input.ticketId, errors.TICKET_UNKNOWN);
    }),
    cancel: hub.remote.cancel.handler(async ({ input, context, errors }) => {
      const { bearer, parts: site } = known(parts, 'apps', context, errors.APP_UNKNOWN);
      if (isElsewhere(site)) throw errors.APP_UNKNOWN();
      const answer = await site.remote.cancel(bearer.id, input.ticketId);
      if (!answer.ok) throw errors[answer.fault]();
      return stateOr(site, input.ticketId, errors.TICKET_UNKNOWN);
    }),
  };
}

/** The page of a slip: its opaque id is all that one needs, and all that one gets in by. */
export function slipRoutes(parts: Parts) {
  return {
    state: hub.slip.state.handler(async ({ input, errors }) => {
      const site = parts.sites.get((await siteOfTicket(parts.store, input.ticketId)) ?? '');
      if (!site) throw errors.TICKET_UNKNOWN();
      return stateOr(site, input.ticketId, errors.TICKET_UNKNOWN);
    }),
    rate: hub.slip.rate.handler(async ({ input, errors }) => {
      const site = await siteOfTicket(parts.store, input.ticketId);
      if (site === undefined) throw errors.TICKET_UNKNOWN();
      const rated = await rate(parts, { ...input, site, place: 'slip' });
      if (!rated.ok) throw errors[rated.fault]();
      return {};
    }),
  };
}

/** Numbers of a site that has a hub of its own are given there. */
function isElsewhere({ site }: SiteParts): boolean {
  return site.uplinkTokenHash !== undefined;
}

async function stateOr(site: SiteParts, ticketId: string, refusal: () => Error) {
  const state = await ticketStateOf(site.ledger, ticketId, (turn: Turn) => site.waits.of(turn));
  if (!state) throw refusal();
  return state;
}

export function uplinkRoutes(parts: Parts) {
  return {
    takeIn: hub.uplink.takeIn.handler(async ({ input, context, errors }) => {
      const { parts: site } = known(parts, 'uplink', context, errors.SITE_UNKNOWN);
      return { seq: await takeInFromBelow(site.ledger, input) };
    }),
  };
}
