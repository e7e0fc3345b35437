import { z } from 'zod';
import type { Problem } from '../settings-file.ts';

const ids = z.array(z.string());
const list = <T extends z.ZodRawShape>(shape: T) => z.array(z.looseObject({ id: z.string(), ...shape }).partial());
const step = z.looseObject({ service: z.string() }).partial();

/** Only what the checks look at, so that they also run on settings that do not fit elsewhere. */
const loose = z.looseObject({
  services: list({}).catch([]),
  counters: list({ zone: z.string() }).catch([]),
  queue: z
    .looseObject({
      classes: list({ scope: ids }).catch([]),
      journeys: list({ steps: z.array(step) }).catch([]),
      results: list({}).catch([]),
      pauses: list({}).catch([]),
      zones: list({}).optional().catch(undefined),
    })
    .catch({ classes: [], journeys: [], results: [], pauses: [], zones: undefined }),
});
type Loose = z.infer<typeof loose>;

/** The hall that a site has where it names none. */
const usualZone = { id: 'sanh' };

/** What no single field of the queue's rules can know: scopes, steps and zones name things that exist, ids are unique. */
export function queueProblems(json: unknown): Problem[] {
  const site = loose.safeParse(json).data;
  return site ? [...namedTwice(site.queue), ...unknownServices(site), ...unknownZones(site)] : [];
}

function namedTwice(queue: Loose['queue']): Problem[] {
  return (['classes', 'journeys', 'results', 'pauses', 'zones'] as const).flatMap((part) => {
    const seen = new Set<string>();
    return (queue[part] ?? []).flatMap(({ id }, at) => {
      if (id === undefined || !seen.has(id)) {
        seen.add(id ?? '');
        return [];
      }
      return [{ path: ['queue', part, at, 'id'], message: `"${id}" is already used above` }];
    });
  });
}

function unknownServices({ services, queue }: Loose): Problem[] {
  const known = new Set(services.map(({ id }) => id));
  const scopes = queue.classes.flatMap(({ scope = [] }, one) =>
    scope.map((service, at) => ({ path: ['queue', 'classes', one, 'scope', at], service })),
  );
  const steps = queue.journeys.flatMap(({ steps = [] }, one) =>
    steps.map(({ service }, at) => ({ path: ['queue', 'journeys', one, 'steps', at, 'service'], service })),
  );
  return [...scopes, ...steps].flatMap(({ path, service }) =>
    service === undefined || known.has(service) ? [] : [{ path, message: `there is no service "${service}"` }],
  );
}

function unknownZones({ counters, queue }: Loose): Problem[] {
  const known = new Set((queue.zones ?? [usualZone]).map(({ id }) => id));
  return counters.flatMap(({ zone }, at) =>
    zone === undefined || known.has(zone)
      ? []
      : [{ path: ['counters', at, 'zone'], message: `there is no zone "${zone}"` }],
  );
}
