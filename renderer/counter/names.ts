import type { SiteOnScreen } from '../shared/use-site.ts';
import type { Say } from './use-text.ts';

/** The service of a turn as the site names it; its id where the site has since dropped it. */
export function serviceName(site: SiteOnScreen, id: string, say: Say): string {
  return nameIn(site.services, id, say);
}

export function serviceNames(site: SiteOnScreen, ids: readonly string[], say: Say): string {
  return ids.map((id) => serviceName(site, id, say)).join(', ');
}

/** `Quầy 2` */
export function counterName(site: SiteOnScreen, id: string, say: Say): string {
  return nameIn(site.counters, id, say);
}

export function className(site: SiteOnScreen, id: string, say: Say): string {
  return nameIn(site.queue.classes, id, say);
}

/** Why a counter pauses: "Nghỉ trưa". */
export function pauseName(site: SiteOnScreen, id: string, say: Say): string {
  return nameIn(site.queue.pauses, id, say);
}

type Named = { readonly id: string; readonly name: { readonly vi: string; readonly en: string } };

function nameIn(list: readonly Named[], id: string, say: Say): string {
  const named = list.find((one) => one.id === id);
  return named ? say(named.name) : id;
}
