import koffi from 'koffi';

/**
 * PC/SC as C functions, of libpcsclite on Linux and winscard on Windows. A wrong signature is memory corruption: the
 * types follow each system's `winscard.h`, and the sizes of both structures are asserted.
 */
const isWindows = process.platform === 'win32';
const lib = koffi.load(isWindows ? 'winscard.dll' : 'libpcsclite.so.1');

const DWORD = isWindows ? 'uint32' : 'ulong';
const LONG = isWindows ? 'int32' : 'long';
const HANDLE = isWindows ? 'uintptr' : 'long';
const convention = isWindows ? '__stdcall ' : '';
const ansi = isWindows ? 'A' : '';
const atrBytes = isWindows ? 36 : 33;

const readerState = koffi.struct('SCARD_READERSTATE', {
  szReader: 'const char*',
  pvUserData: 'void*',
  dwCurrentState: DWORD,
  dwEventState: DWORD,
  cbAtr: DWORD,
  rgbAtr: koffi.array('uint8', atrBytes),
});
const ioRequest = koffi.struct('SCARD_IO_REQUEST', { dwProtocol: DWORD, cbPciLength: DWORD });
if (koffi.sizeof(readerState) !== (isWindows ? 64 : 80) || koffi.sizeof(ioRequest) !== (isWindows ? 8 : 16))
  throw new Error('the structures of PC/SC have an unexpected size');

/** A context or a card, as PC/SC numbers it. */
export type Handle = number | bigint;
/** A place where a function leaves one number. */
export type Out<T = number> = [T];
/** SCARD_READERSTATE. */
export type ReaderState = ReturnType<typeof stateOf>;

/** Asks about `reader`, whose state was `known` when it was last asked. */
export const stateOf = (reader: string, known: number) => ({
  szReader: reader,
  pvUserData: null,
  dwCurrentState: known,
  dwEventState: 0,
  cbAtr: 0,
  rgbAtr: new Uint8Array(atrBytes),
});

/** SCARD_IO_REQUEST. */
export const requestOf = (protocol: number) => ({ dwProtocol: protocol, cbPciLength: koffi.sizeof(ioRequest) });

/** Declares a function that runs off the main thread and answers its return code, unsigned. */
function declare<Args extends unknown[]>(name: string, parameters: string): (...args: Args) => Promise<number> {
  const native = lib.func(`${LONG} ${convention}${name}(${parameters})`);
  return (...args) =>
    new Promise((resolve, reject) =>
      native.async(...args, (error: unknown, code: number) => (error ? reject(error) : resolve(code >>> 0))),
    );
}

export const winscard = {
  establishContext: declare<[scope: number, reserved1: null, reserved2: null, context: Out<Handle>]>(
    'SCardEstablishContext',
    `${DWORD} scope, void* reserved1, void* reserved2, _Out_ ${HANDLE}* context`,
  ),
  releaseContext: declare<[context: Handle]>('SCardReleaseContext', `${HANDLE} context`),
  cancel: declare<[context: Handle]>('SCardCancel', `${HANDLE} context`),
  listReaders: declare<[context: Handle, groups: null, names: Uint8Array, length: Out]>(
    `SCardListReaders${ansi}`,
    `${HANDLE} context, void* groups, void* names, _Inout_ ${DWORD}* length`,
  ),
  getStatusChange: declare<[context: Handle, patienceMs: number, states: ReaderState[], count: number]>(
    `SCardGetStatusChange${ansi}`,
    `${HANDLE} context, ${DWORD} patienceMs, _Inout_ SCARD_READERSTATE* states, ${DWORD} count`,
  ),
  connect: declare<
    [context: Handle, reader: string, share: number, protocols: number, card: Out<Handle>, protocol: Out]
  >(
    `SCardConnect${ansi}`,
    `${HANDLE} context, const char* reader, ${DWORD} share, ${DWORD} protocols, _Out_ ${HANDLE}* card, _Out_ ${DWORD}* protocol`,
  ),
  reconnect: declare<[card: Handle, share: number, protocols: number, initialization: number, protocol: Out]>(
    'SCardReconnect',
    `${HANDLE} card, ${DWORD} share, ${DWORD} protocols, ${DWORD} initialization, _Out_ ${DWORD}* protocol`,
  ),
  beginTransaction: declare<[card: Handle]>('SCardBeginTransaction', `${HANDLE} card`),
  endTransaction: declare<[card: Handle, disposition: number]>(
    'SCardEndTransaction',
    `${HANDLE} card, ${DWORD} disposition`,
  ),
  disconnect: declare<[card: Handle, disposition: number]>('SCardDisconnect', `${HANDLE} card, ${DWORD} disposition`),
  transmit: declare<
    [
      card: Handle,
      request: ReturnType<typeof requestOf>,
      command: Uint8Array,
      commandLength: number,
      answerRequest: null,
      answer: Uint8Array,
      answerLength: Out,
    ]
  >(
    'SCardTransmit',
    `${HANDLE} card, const SCARD_IO_REQUEST* request, const uint8* command, ${DWORD} commandLength, void* answerRequest, void* answer, _Inout_ ${DWORD}* answerLength`,
  ),
};
