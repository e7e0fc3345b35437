import { createReadStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** No code that the kiosk knows is longer. */
const LONGEST = 4_096;
const REOPEN_AFTER_MS = 500;
/** A three-line MRZ arrives as three lines in one burst; a pause ends a code. */
const LINE_PAUSE_MS = 60;

/**
 * Codes from a scanner in serial mode (USB CDC, `/dev/ttyACM0`), UTF-8, each ended by CR or LF. Lines that follow
 * each other without a pause are one code. An unplugged scanner is opened again until `stop`.
 */
export async function* scannedCodes(device: string, stop: AbortSignal | undefined): AsyncGenerator<string> {
  while (!stop?.aborted) {
    try {
      yield* codesOf(createReadStream(device, { encoding: 'utf8', ...(stop && { signal: stop }) }));
    } catch (error) {
      if (stop?.aborted) return;
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
    await wait(REOPEN_AFTER_MS);
  }
}

async function* codesOf(stream: AsyncIterable<string>): AsyncGenerator<string> {
  const chunks = stream[Symbol.asyncIterator]();
  let text = '';
  let next = chunks.next();
  for (;;) {
    const pause = text && /[\r\n]$/.test(text) ? wait(LINE_PAUSE_MS, 'pause' as const) : new Promise<never>(() => {});
    const got = await Promise.race([next, pause]);
    if (got === 'pause') {
      yield text.trim();
      text = '';
    } else if (got.done) return;
    else {
      text = shortened(text + got.value);
      next = chunks.next();
    }
  }
}

/** A flood without an end of line is no code: it is dropped up to its end of line, and what follows is heard again. */
function shortened(text: string): string {
  const code = text.replace(/^[\r\n]+/, '');
  return code.length > LONGEST ? code.slice(LONGEST).replace(/^[^\r\n]*[\r\n]*/, '') : code;
}
