import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Site } from '../core/settings.ts';
import { sessionMs } from './staff.ts';

const cookieName = 'mot-cham-staff';

/** Who asks, as far as the request says; nothing here is proved yet. */
export interface Asking {
  readonly token: string | undefined;
  readonly session: string | undefined;
  /** Gives the browser a cookie; left out where the transport cannot, as over the live feed. */
  readonly setCookie: ((cookie: string) => void) | undefined;
  readonly isHttps: boolean;
}

export function askingOf(headers: IncomingHttpHeaders, setCookie?: (cookie: string) => void): Asking {
  return {
    token: /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
    session: cookieIn(headers.cookie ?? ''),
    setCookie,
    isHttps: headers.origin?.startsWith('https:') ?? false,
  };
}

/** Whoever a token belongs to: a kiosk of a site, another program, or the hub of a site below this one. */
export interface Bearer {
  readonly site: string;
  readonly id: string;
}

type Kind = 'kiosks' | 'apps' | 'uplink';

/** Whose token this is; compared in constant time with every one of its kind. */
export function bearerOf(token: string | undefined, kind: Kind, sites: Iterable<Site>): Bearer | undefined {
  if (token === undefined) return undefined;
  const hash = createHash('sha256').update(token).digest();
  const known = [...sites].flatMap((site) => tokensOf(site, kind).map((one) => ({ site: site.id, ...one })));
  return known.filter(({ tokenHash }) => timingSafeEqual(hash, Buffer.from(tokenHash, 'hex')))[0];
}

function tokensOf(site: Site, kind: Kind): readonly { id: string; tokenHash: string }[] {
  if (kind === 'apps') return site.apps;
  // Kiosks of a site that has a hub of its own bring their tickets there.
  if (kind === 'kiosks') return site.uplinkTokenHash === undefined ? site.kiosks : [];
  return site.uplinkTokenHash === undefined ? [] : [{ id: site.id, tokenHash: site.uplinkTokenHash }];
}

/** Keeps a session in the browser: out of reach of scripts and of other sites. */
export function sessionCookie(session: string, isHttps: boolean): string {
  return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${sessionMs / 1000}${isHttps ? '; Secure' : ''}`;
}

export const noSessionCookie = `${cookieName}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`;

function cookieIn(header: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1] || undefined;
}
