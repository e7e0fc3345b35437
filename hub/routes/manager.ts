import type { Parts, SiteParts } from '../parts.ts';
import { rateAtCounter } from '../ratings.ts';
import { callsOf } from '../reports/calls.ts';
import { latestDays } from '../reports/days.ts';
import { liveOf } from '../reports/live-figures.ts';
import { previewsOn } from '../reports/preview.ts';
import { heatOf, reportOf } from '../reports/report.ts';
import { hub, signedIn, siteOf } from './asking.ts';

/** What a manager asks about the site of their own. */
export function managerRoutes(parts: Parts) {
  const { store } = parts;
  const preview = previewsOn(store);

  return {
    live: hub.manager.live.handler(async ({ context, errors }) => {
      return liveOf(await managed(parts, context, errors));
    }),
    report: hub.manager.report.handler(async ({ input, context, errors }) => {
      const { counts } = await managed(parts, context, errors);
      const report = await reportOf(counts, store, input.from, input.until);
      if (!report.ok) throw errors[report.fault]();
      return report.value;
    }),
    heat: hub.manager.heat.handler(async ({ input, context, errors }) => {
      const { counts } = await managed(parts, context, errors);
      return heatOf(counts, input.until);
    }),
    days: hub.manager.days.handler(async ({ context, errors }) => {
      const { ledger, site } = await managed(parts, context, errors);
      const today = await ledger.look(({ day }) => day);
      return { today, days: await latestDays(store, site.id, today) };
    }),
    calls: hub.manager.calls.handler(async ({ input, context, errors }) => {
      const { site } = await managed(parts, context, errors);
      const { day, before, isOutOfOrder } = input;
      return callsOf(store, { site: site.id, day, before, isOutOfOrder });
    }),
    preview: hub.manager.preview.handler(async ({ input, context, errors, signal }) => {
      const { site } = await managed(parts, context, errors);
      const previewed = await preview(site, input.day, input.policy, signal);
      if (!previewed.ok) throw errors[previewed.fault]();
      return previewed.value;
    }),
  };
}

/** Whoever stands before the tablet of a counter; the number that has just finished there is all that is known. */
export function ratingRoutes(parts: Parts) {
  return {
    atCounter: hub.rating.atCounter.handler(async ({ input, errors }) => {
      const rated = await rateAtCounter(parts, siteOf(parts, input.site), input);
      if (!rated.ok) throw errors[rated.fault]();
      return {};
    }),
  };
}

interface Refusals {
  readonly SIGN_IN_FIRST: () => Error;
  readonly NOT_ALLOWED: () => Error;
}

/** The site of a manager who is signed in. */
export async function managed(
  parts: Parts,
  asking: Parameters<typeof signedIn>[1],
  { SIGN_IN_FIRST, NOT_ALLOWED }: Refusals,
): Promise<SiteParts> {
  const { staff, parts: site } = await signedIn(parts, asking, SIGN_IN_FIRST);
  if (!staff.isManager) throw NOT_ALLOWED();
  return site;
}
