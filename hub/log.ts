import pino from 'pino';

/** What the hub writes to its log: none of these can hold a name, a password, a token or a cookie. */
export type HubEvent =
  | { readonly event: 'hub-started'; readonly site: string }
  | { readonly event: 'hub-stopped' }
  | { readonly event: 'request-refused'; readonly why: 'host' | 'origin' | 'too-many' | 'too-large' }
  | { readonly event: 'watcher-let-go'; readonly why: 'behind' }
  | { readonly event: 'token-unknown'; readonly of: 'kiosks' | 'apps' | 'uplink' }
  | { readonly event: 'command-refused'; readonly counter: string; readonly verb: string; readonly code: string }
  | { readonly event: 'store-away' }
  | { readonly event: 'uplink-away'; readonly site: string }
  | { readonly event: 'turns-returned'; readonly count: number }
  | { readonly event: 'staff-signed-in' }
  | { readonly event: 'sign-in-refused'; readonly why: 'wrong' | 'too-many' }
  | { readonly event: 'tickets-taken-in'; readonly kiosk: string; readonly count: number }
  | { readonly event: 'ticket-contradicts'; readonly kiosk: string; readonly ticketId: string }
  | { readonly event: 'reservations-retired'; readonly count: number };

export interface HubLog {
  note(event: HubEvent): void;
  /** An assumption broke: the stack, and nothing of what was asked. */
  bug(error: unknown): void;
}

/** One JSON line an event, on standard error unless another destination is given. */
export function openLog(destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true })): HubLog {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    note: (event) => logger.info(event),
    bug: (error) => logger.error({ event: 'bug', stack: error instanceof Error ? error.stack : String(error) }),
  };
}
