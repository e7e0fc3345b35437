import { implement, ORPCError } from '@orpc/server';
import { hubContract } from '../../core/contract/hub.ts';
import { type Asking, type Bearer, bearerOf } from '../auth.ts';
import type { Parts, SiteParts } from '../parts.ts';
import type { Staff } from '../staff.ts';

export const hub = implement(hubContract).$context<Asking>();

/** The part of a hub that serves this site; the first one where none is named. */
export function siteOf({ sites }: Parts, id: string | undefined): SiteParts {
  const found = id === undefined ? sites.values().next().value : sites.get(id);
  if (!found) throw new ORPCError('NOT_FOUND', { message: 'no such site' });
  return found;
}

/** Whoever shows a known token, and the site that it is of. */
export function known(
  { sites, log }: Parts,
  kind: 'kiosks' | 'apps' | 'uplink',
  { token }: Asking,
  refusal: () => Error,
): { bearer: Bearer; parts: SiteParts } {
  const bearer = bearerOf(
    token,
    kind,
    [...sites.values()].map(({ site }) => site),
  );
  const parts = bearer && sites.get(bearer.site);
  if (bearer && parts) return { bearer, parts };
  log.note({ event: 'token-unknown', of: kind });
  throw refusal();
}

/** Who is signed in, and the site of their counter. */
export async function signedIn(
  parts: Parts,
  { session }: Asking,
  refusal: () => Error,
): Promise<{ staff: Staff; parts: SiteParts }> {
  const staff = await parts.staff.whoHas(session);
  const site = staff && parts.sites.get(staff.site);
  if (!staff || !site) throw refusal();
  return { staff, parts: site };
}
