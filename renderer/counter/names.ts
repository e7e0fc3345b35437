import type { SiteOnScreen } from '../shared/use-site.ts';
import type { Say } from './use-text.ts';

/** The service of a ticket as the site names it; its id where the site has since dropped it. */
export function serviceName(site: SiteOnScreen, id: string, say: Say): string {
  const service = site.services.find((service) => service.id === id);
  return service ? say(service.name) : id;
}

export function serviceNames(site: SiteOnScreen, ids: readonly string[], say: Say): string {
  return ids.map((id) => serviceName(site, id, say)).join(', ');
}

/** `B · Chứng thực` */
export function seriesNames(site: SiteOnScreen, ids: readonly string[], say: Say): string {
  const services = site.services.filter(({ id }) => ids.includes(id));
  return services.map(({ letter, name }) => `${letter} · ${say(name)}`).join(', ');
}
