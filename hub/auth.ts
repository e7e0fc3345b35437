import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Site } from '../core/settings.ts';
import { sessionMs } from './staff.ts';

const cookieName = 'mot-cham-staff';

/** Who asks, as far as the request says; nothing here is proved yet. */
export interface Asking {
  readonly kioskToken: string | undefined;
  readonly session: string | undefined;
  /** Gives the browser a cookie; left out where the transport cannot, as over the live feed. */
  readonly setCookie: ((cookie: string) => void) | undefined;
  readonly isHttps: boolean;
}

export function askingOf(headers: IncomingHttpHeaders, setCookie?: (cookie: string) => void): Asking {
  return {
    kioskToken: /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
    session: cookieIn(headers.cookie ?? ''),
    setCookie,
    isHttps: headers.origin?.startsWith('https:') ?? false,
  };
}

/** The kiosk that this token belongs to; compared in constant time with every kiosk's. */
export function kioskBy(token: string | undefined, { kiosks }: Site): string | undefined {
  if (token === undefined) return undefined;
  const hash = createHash('sha256').update(token).digest();
  return kiosks.filter(({ tokenHash }) => timingSafeEqual(hash, Buffer.from(tokenHash, 'hex')))[0]?.id;
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
