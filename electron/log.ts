import pino from 'pino';
import type { LogEvent } from '../core/events.ts';

export interface Log {
  note(event: LogEvent): void;
  /** An assumption broke: the stack, and nothing of the visit. */
  bug(error: unknown): void;
}

/** One JSON line an event on standard output; the service manager keeps it. */
export function openLog(): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    note: (event) => logger.info(event),
    bug: (error) => logger.error({ event: 'bug', stack: error instanceof Error ? error.stack : String(error) }),
  };
}
