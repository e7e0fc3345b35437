import koffi from 'koffi';
import type { PaperOutcome } from '../../core/ticket.ts';
import type { Spooler } from './spooled.ts';

// Loaded on Windows alone: nowhere else is there such a library (winspool.h; every handle is a pointer).
const lib = koffi.load('winspool.drv');
const docInfo = koffi.struct('DOC_INFO_1W', { pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' });
const openPrinter = lib.func('OpenPrinterW', 'bool', ['str16', koffi.out(koffi.pointer('void *')), 'void *']);
const startDoc = lib.func('StartDocPrinterW', 'uint32', ['void *', 'uint32', koffi.pointer(docInfo)]);
const startPage = lib.func('StartPagePrinter', 'bool', ['void *']);
const write = lib.func('WritePrinter', 'bool', ['void *', 'void *', 'uint32', koffi.out(koffi.pointer('uint32'))]);
const endPage = lib.func('EndPagePrinter', 'bool', ['void *']);
const endDoc = lib.func('EndDocPrinter', 'bool', ['void *']);
const abort = lib.func('AbortPrinter', 'bool', ['void *']);
const close = lib.func('ClosePrinter', 'bool', ['void *']);

/** DOC_INFO_1W is the first level of what a document is described with. */
const level = 1;

/**
 * A printer that Windows knows by this name, given its bytes untouched (data type RAW). Windows says when it has taken
 * them; what becomes of them afterwards stays with it.
 */
export function windowsQueue(name: string): Spooler {
  return {
    async status() {
      const handle = opened(name);
      if (handle === undefined) return { state: 'faulty', fault: 'printer-lost' };
      close(handle);
      return { state: 'ready', isNearEnd: false };
    },
    async hand(job, bytes, deadlineMs) {
      const handle = opened(name);
      if (handle === undefined) return { outcome: 'not-printed', fault: 'printer-lost' };
      const tooLong = Promise.withResolvers<PaperOutcome>();
      const timer = setTimeout(() => {
        abort(handle);
        tooLong.resolve({ outcome: 'unknown', fault: 'printer-silent' });
      }, deadlineMs);
      // Its handle stays open as long as it writes, also where nobody waits for it any more.
      const done = handed(handle, job, bytes).finally(() => {
        clearTimeout(timer);
        close(handle);
      });
      return Promise.race([done, tooLong.promise]);
    },
  };
}

function opened(name: string): unknown {
  const handle: unknown[] = [null];
  return openPrinter(name, handle, null) ? handle[0] : undefined;
}

/** A document is handed on when it ends; one that breaks off before is thrown away whole. */
async function handed(handle: unknown, job: string, bytes: Uint8Array): Promise<PaperOutcome> {
  if (startDoc(handle, level, { pDocName: job, pOutputFile: null, pDatatype: 'RAW' }) === 0)
    return { outcome: 'not-printed', fault: 'printer-broken' };
  const written = [0];
  const isWhole = startPage(handle) && (await writeAll(handle, bytes, written)) && written[0] === bytes.length;
  if (isWhole && endPage(handle) && endDoc(handle)) return { outcome: 'sent' };
  abort(handle);
  return { outcome: 'unknown', fault: 'printer-broken' };
}

/** On a thread of its own, so that a spooler that hangs does not hang the process. */
function writeAll(handle: unknown, bytes: Uint8Array, written: number[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    write.async(handle, bytes, bytes.length, written, (error: unknown, isDone: boolean) =>
      error ? reject(error) : resolve(isDone),
    );
  });
}
