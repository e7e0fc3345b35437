import { guesses } from '../guesses.ts';
import type { Parts } from '../parts.ts';
import { rateAtKiosk } from '../ratings.ts';
import { hub, known } from './asking.ts';

/** What kiosks ask: known by their token, which also says which site they stand at. */
export function kioskRoutes(parts: Parts) {
  const numbers = guesses(parts.now);
  return {
    reserve: hub.kiosk.reserve.handler(async ({ input, context, errors }) => {
      const { bearer, parts: site } = known(parts, 'kiosks', context, errors.KIOSK_UNKNOWN);
      const reserved = await site.numbers.reserve({ ...input, kiosk: bearer.id });
      if (reserved.ok) {
        const wait = site.waits.ofNew(input.service);
        return { ...reserved.value, ...(wait && { wait }) };
      }
      const { fault } = reserved;
      throw fault.code === 'SERVICE_UNKNOWN' ? errors.SERVICE_UNKNOWN() : errors[fault.code]({ data: opening(fault) });
    }),
    takeIn: hub.kiosk.takeIn.handler(async ({ input, context, errors }) => {
      const { bearer, parts: site } = known(parts, 'kiosks', context, errors.KIOSK_UNKNOWN);
      const acknowledged = await site.takeIn(bearer.id, input.events);
      // A kiosk that owes nothing asks all the same, to know that the hub is there.
      if (acknowledged.length > 0)
        parts.log.note({ event: 'tickets-taken-in', kiosk: bearer.id, count: acknowledged.length });
      return { acknowledged };
    }),
    rate: hub.kiosk.rate.handler(async ({ input, context, errors }) => {
      const { bearer, parts: site } = known(parts, 'kiosks', context, errors.KIOSK_UNKNOWN);
      const kiosk = `${bearer.site} ${bearer.id}`;
      if (!numbers.mayTry(kiosk)) throw errors.TOO_MANY_TRIES();
      const rated = await rateAtKiosk(parts, site, input).catch((error) => {
        numbers.wasNone(kiosk);
        throw error;
      });
      if (rated.ok || rated.fault === 'ALREADY_RATED') numbers.wasNone(kiosk);
      if (!rated.ok) throw errors[rated.fault]();
      return {};
    }),
  };
}

/** When it opens again, where that is known. */
export function opening({ opensAt }: { readonly opensAt?: string | undefined }): { opensAt?: string } {
  return opensAt === undefined ? {} : { opensAt };
}
