import { ageOn, type IsoDay } from './person.ts';
import type { PriorityClass } from './queue/settings.ts';
import type { Priority } from './queue/turn.ts';
import type { Citizen } from './visit.ts';

/**
 * The class that a citizen's age gives at a service on the site's day `today`: of those reached, the one of the
 * greatest weight. Only a proved card says how old somebody is.
 */
export function priorityByAge(
  { person, isProved }: Citizen,
  service: string,
  classes: readonly PriorityClass[],
  today: IsoDay,
): Priority | undefined {
  if (!isProved) return undefined;
  const age = ageOn(person.birthDay, today);
  const [first, ...others] = classes.filter(
    ({ fromAge, scope }) => fromAge !== undefined && age >= fromAge && (scope?.includes(service) ?? true),
  );
  if (!first) return undefined;
  const heaviest = others.reduce((best, one) => (one.weight > best.weight ? one : best), first);
  return { class: heaviest.id, proof: 'chip' };
}
