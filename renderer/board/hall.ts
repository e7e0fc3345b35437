import { type Place, placeOf } from '../../core/speech/place.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';

/** A hall, with the counters that its board and voice call for. */
export interface Hall {
  readonly zone: SiteOnScreen['queue']['zones'][number] | undefined;
  readonly counters: SiteOnScreen['counters'];
}

/** The hall of a zone; all counters of the site where none is asked for; nothing where the site has no such zone. */
export function hallOf(site: SiteOnScreen, zone: string | undefined): Hall | undefined {
  const { zones } = site.queue;
  if (zone === undefined) return { zone: undefined, counters: site.counters };
  const found = zones.find(({ id }) => id === zone);
  const isHere = (of: string | undefined) => (of ?? zones[0]?.id) === zone;
  return found && { zone: found, counters: site.counters.filter((counter) => isHere(counter.zone)) };
}

/** How the voice calls each counter of a hall. */
export function placesOf({ counters }: Hall): ReadonlyMap<string, Place> {
  const known = ({ kind, floor }: Hall['counters'][number]) => ({ kind, ...(floor !== undefined && { floor }) });
  return new Map(counters.map((counter) => [counter.id, placeOf(counter.name.vi, known(counter))]));
}
