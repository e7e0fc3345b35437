import type { IncomingMessage } from 'node:http';
import type { Site } from '../core/settings.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Says why a request is not for this hub, if it is not. `host`: it came by a name that nobody configured, as a page of
 * another site does after it has pointed its own name here (DNS rebinding). `origin`: a page of another site sent it.
 */
export function guardFor(sites: readonly Site[]) {
  const names = new Set([...loopback, ...sites.flatMap(namesOf)]);
  return ({ method, headers }: IncomingMessage): 'host' | 'origin' | undefined => {
    if (!names.has(nameIn(headers.host ?? ''))) return 'host';
    const isReading = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
    if (isReading) return undefined;
    const { origin, 'sec-fetch-site': from } = headers;
    // No Origin: not a browser, so there is no other site behind it; a kiosk sends none.
    if (origin !== undefined && URL.parse(origin)?.host !== headers.host) return 'origin';
    return from === undefined || from === 'same-origin' ? undefined : 'origin';
  };
}

function namesOf({ hub, kiosks, ticketUrl }: Site): string[] {
  return [hub.host, new URL(ticketUrl).hostname, ...kiosks.map((kiosk) => new URL(kiosk.hub).hostname)];
}

/** `hub.example:8620` gives `hub.example`; anything odd gives nothing. */
function nameIn(host: string): string {
  return /^([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i.exec(host)?.[1]?.toLowerCase() ?? '';
}

/** What every answer carries. `host` has passed the guard. */
export function securityHeaders(host: string): Record<string, string> {
  return {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      `media-src 'self' blob:; connect-src 'self' ws://${host} wss://${host}; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}
