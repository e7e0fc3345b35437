/** One end of a message channel between two processes; the shape that oRPC takes. */
export interface Port {
  // biome-ignore lint/suspicious/noExplicitAny: any structured-cloneable value crosses here, and oRPC parses it
  on(event: string, then: (event?: { data: any }) => void): unknown;
  postMessage(data: unknown): void;
}

/** A started device host, seen from the main process. */
export interface HostProcess {
  readonly port: Port;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  /** Called once, when the process is gone. */
  onExit(then: () => void): void;
}

/** Starts a host's module with its settings (JSON). Electron and plain Node each have their own maker. */
export type StartHost = (module: URL, settings: unknown) => HostProcess;

/** A host keeps nothing for long: with a small young generation its heap does not grow by a fifth (V8's option, in MB). */
export const smallHeap = ['--max-semi-space-size=1'] as const;
