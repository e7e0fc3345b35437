import type { SiteOnScreen } from '../../core/contract/hub.ts';
import type { Service } from '../../core/settings.ts';
import type { Parts } from '../parts.ts';
import { hub, siteOf } from './asking.ts';

export function boardRoutes(parts: Parts) {
  return {
    site: hub.board.site.handler(({ input }) => {
      const { id, organisation, address, timeZone, services, counters, queue } = siteOf(parts, input?.site).site;
      return { id, organisation, address, timeZone, services: services.map(onScreen), counters, queue };
    }),
  };
}

function onScreen({ id, letter, name, targetMinutes, lane, checklist }: Service): SiteOnScreen['services'][number] {
  return { id, letter, name, targetMinutes, lane, checklist };
}
