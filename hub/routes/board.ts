import type { Parts } from '../parts.ts';
import { hub, siteOf } from './asking.ts';

export function boardRoutes(parts: Parts) {
  return {
    site: hub.board.site.handler(({ input }) => {
      const { id, organisation, address, timeZone, services, counters, queue } = siteOf(parts, input?.site).site;
      return { id, organisation, address, timeZone, services, counters, queue };
    }),
  };
}
