/** A value on its way between the page and the main process: bytes, or JSON (`null` stands for `undefined`). */
export type Wire = { bytes: string } | { json: string | null };

/** From the page's isolated world to the main process. */
export type PageMessage =
  | { type: 'send'; channel: string; args: Wire[] }
  | { type: 'post'; channel: string; message: Wire; ports: string[] }
  | { type: 'invoke'; channel: string; call: number; args: Wire[] }
  /** The page asked for a window. */
  | { type: 'open'; url: string }
  | PortMessage;

/** From the main process to the page's isolated world. */
export type MainMessage =
  | { type: 'message'; channel: string; args: Wire[]; ports: string[] }
  | { type: 'answer'; call: number; result?: Wire; error?: string }
  | PortMessage;

/** Between two ends of one message channel. */
export type PortMessage = { type: 'port'; port: string; data: Wire } | { type: 'port-closed'; port: string };

// Both functions run in Node and, by their source, in the page: they use nothing from outside themselves.

/** Electron clones structurally; this carries JSON and bytes, and throws on all that it would change on the way. */
export function encode(value: unknown): Wire {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value);
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { bytes: btoa(binary) };
  }
  function refuseStrange(this: Record<string, unknown>, key: string, changed: unknown): unknown {
    const inside = this[key];
    const isPlain = typeof inside !== 'object' || inside === null || Array.isArray(inside);
    const prototype = isPlain ? null : Object.getPrototypeOf(Object.getPrototypeOf(inside) ?? Object.prototype);
    if (typeof inside === 'function' || typeof inside === 'bigint' || prototype !== null)
      throw new Error(`the stand-in carries only JSON and bytes between processes: ${key || 'the value'}`);
    return changed;
  }
  return { json: JSON.stringify(value, refuseStrange) ?? null };
}

/** The value that `encode` was given. */
export function decode(wire: Wire): unknown {
  if ('bytes' in wire) return Uint8Array.from(atob(wire.bytes), (char) => char.charCodeAt(0));
  return wire.json === null ? undefined : JSON.parse(wire.json);
}
