import type { FastifyInstance } from 'fastify';
import { askingOf, bearerOf } from './auth.ts';
import { type Family, openMetrics } from './open-metrics.ts';
import type { Parts, SiteParts } from './parts.ts';
import { estimateErrorOf } from './reports/estimate-error.ts';
import { liveOf } from './reports/live-figures.ts';
import { ratingsOf } from './reports/rating-figures.ts';

/** OpenMetrics 1.0: the media type that its text is served under. */
export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

const counted = { issued: 'taken-in', called: 'called', finished: 'finished', missed: 'missed' } as const;
type Counted = keyof typeof counted;

/** `/metrics`, for the operations centre of a province: one of the site's apps asks with its token, and is told of that site. */
export function serveMetrics(app: FastifyInstance, parts: Parts): void {
  const sites = [...parts.sites.values()];
  const tallies = new Map(sites.map((site) => [site.site.id, tallyOf(site)]));
  const since = parts.now();
  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const bearer = bearerOf(
      askingOf(request.headers).token,
      'apps',
      sites.map(({ site }) => site),
    );
    const site = bearer && parts.sites.get(bearer.site);
    if (!site) parts.log.note({ event: 'token-unknown', of: 'apps' });
    if (!site) return reply.code(401).header('www-authenticate', 'Bearer').send({ message: 'whose token is this?' });
    const families = await familiesOf(site, tallies.get(site.site.id)!, since);
    // Sent as bytes, or the type would be given another charset.
    return reply.header('content-type', openMetricsType).send(Buffer.from(openMetrics(families)));
  });
}

/** What has happened since this hub was started, by whichever hub it was written. */
function tallyOf({ ledger }: SiteParts): Record<Counted, number> {
  const tally = { issued: 0, called: 0, finished: 0, missed: 0 };
  ledger.onEntry(({ change }) => {
    for (const name of Object.keys(counted) as Counted[])
      if (change.kind === 'turn' && change.change === counted[name]) tally[name]++;
  });
  return tally;
}

async function familiesOf(site: SiteParts, tally: Readonly<Record<Counted, number>>, since: Date): Promise<Family[]> {
  const { ledger, feed } = site;
  const live = await liveOf(site);
  const labels = { site: site.site.id };
  const { estimate } = await estimateErrorOf(ledger.store, site.site.id);
  const ratings = await ratingsOf(ledger.store, site.site.id, [live.day]);
  const states = (['open', 'paused', 'closed'] as const).map((state) => ({
    labels: { ...labels, state },
    value: live.counters.filter((counter) => counter.state === state).length,
  }));
  const one = (value: number | undefined) => (value === undefined ? [] : [{ labels, value }]);
  const total = (name: Counted) => [{ labels, value: tally[name], createdAt: since }];
  return [
    gauge(
      'waiting',
      'People who wait, by service.',
      live.services.map(({ id, waiting }) => ({ labels: { ...labels, service: id }, value: waiting })),
    ),
    gauge(
      'longest_wait_seconds',
      'How long the one waits who has waited longest.',
      one(live.figures.longestMs / 1_000),
    ),
    gauge(
      'mean_wait_seconds',
      'Mean wait of those called today; left out below five people.',
      one(seconds(live.figures.meanMs)),
    ),
    gauge('counters', 'Counters by state.', states),
    gauge('counters_working', 'Open counters at which somebody works today.', one(live.figures.open)),
    gauge(
      'subscribers',
      'Screens that follow the live feed.',
      (['counter', 'board'] as const).map((view) => ({ labels: { ...labels, view }, value: feed.watching(view) })),
    ),
    gauge('rating_mean', 'Mean rating of today, from 1 to 5; left out below five people.', one(ratings.mean)),
    gauge(
      'estimate_error_seconds',
      'Mean error of what people were told of their wait.',
      one(estimate && estimate.meanMs / 1_000),
    ),
    gauge(
      'estimate_late_ratio',
      'Share of people who waited more than five minutes longer than told.',
      one(estimate?.lateShare),
    ),
    counter('issued', 'Numbers taken in.', total('issued')),
    counter('calls', 'Calls; a number that is called once more at once is not counted again.', total('called')),
    counter('finished', 'Turns that were finished.', total('finished')),
    counter('missed', 'Turns whose holder did not come.', total('missed')),
  ];
}

const gauge = (name: string, help: string, samples: Family['samples']): Family => ({
  type: 'gauge',
  name: `motcham_${name}`,
  help,
  samples,
});
const counter = (name: string, help: string, samples: Family['samples']): Family => ({
  type: 'counter',
  name: `motcham_${name}`,
  help,
  samples,
});
const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1_000);
