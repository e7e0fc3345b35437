import { oc } from '@orpc/contract';
import { z } from 'zod';
import { changeSchema } from '../queue/change.ts';
import { instant, isoDay, numberFields } from './shared.ts';

/** A ticket as the hub above keeps it: without its holder. */
const uplinkTicket = z.object({
  id: z.uuid(),
  visitId: z.uuid(),
  source: z.string(),
  service: z.string(),
  ...numberFields,
  issuer: z.enum(['hub', 'kiosk']),
  identity: z.enum(['card-proved', 'card-unproved', 'none']),
  issuedAt: instant,
  takenInAt: instant,
});
export type UplinkTicket = z.infer<typeof uplinkTicket>;

const uplinkEntry = z.object({
  seq: z.int().min(1),
  day: isoDay,
  at: instant,
  change: changeSchema,
  commandId: z.uuid().optional(),
  counter: z.string().optional(),
});
export type UplinkEntry = z.infer<typeof uplinkEntry>;

/** How a site's own hub tells the one above it (a city's) of everything, in the order of its log. */
export const uplinkContract = {
  /**
   * Takes in the next lines of the site's log. Answers how far the log here is: what came before is known already, and
   * lines after a gap are left out, so the site goes on from the answer. Without lines it only asks.
   */
  takeIn: oc
    .errors({ SITE_UNKNOWN: { status: 401 } })
    .input(z.object({ tickets: z.array(uplinkTicket).max(200), entries: z.array(uplinkEntry).max(200) }))
    .output(z.object({ seq: z.int().min(0) })),
};
