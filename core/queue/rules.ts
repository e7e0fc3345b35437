import type { Counter, Site } from '../settings.ts';
import type { PriorityClass } from './settings.ts';
import type { Turn } from './turn.ts';

/** What the queue must know of a site. */
export type Rules = Pick<Site, 'services' | 'counters' | 'queue'>;

/** What decides whom a counter may call. */
export type Caller = Pick<Counter, 'id' | 'services' | 'group'>;

/** The counters that keep one ratio together: the group named in the settings, else all with the same services. */
export function groupOf({ group, services }: Pick<Counter, 'services' | 'group'>): string {
  return (
    group ??
    services
      .map((service) => `+${service}`)
      .sort()
      .join('')
  );
}

/** The class that counts at the turn's service; none where it is out of the class's scope or unknown to the site. */
export function classOf(
  rules: Rules,
  { priority, service }: Pick<Turn, 'priority' | 'service'>,
): PriorityClass | undefined {
  if (!priority) return undefined;
  const named = rules.queue.classes.find(({ id }) => id === priority.class);
  return named?.scope && !named.scope.includes(service) ? undefined : named;
}
