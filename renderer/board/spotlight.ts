/** A call that the hall should look up for; it stands as it was made, whatever becomes of the turn meanwhile. */
export interface Call {
  readonly seq: number;
  readonly number: string;
  readonly counter: string;
  readonly language: 'vi' | 'en';
  readonly isRecall: boolean;
}

/** A call on the large cards, and since when. Instants are milliseconds of the board's own clock. */
export interface Lit {
  readonly call: Call;
  readonly since: number;
}

/**
 * The large cards. Up to `PLACES` calls are up beside each other, each for `SHOWN_MS`; the others wait in line. A call
 * comes up at once where a place is free, so the first three of a burst never wait, and of twelve that come at once
 * the last is up after 24 s.
 */
export interface Spotlight {
  readonly lit: readonly Lit[];
  readonly line: readonly Call[];
}

export const SHOWN_MS = 8_000;
export const PLACES = 3;

export const dark: Spotlight = { lit: [], line: [] };

/** Takes in a call. A number that is up already is called again where it is; one that waits keeps its place. */
export function callOut(light: Spotlight, call: Call, now: number): Spotlight {
  const isSame = ({ number }: Call) => number === call.number;
  if (light.lit.some((lit) => isSame(lit.call)))
    return { ...light, lit: light.lit.map((lit) => (isSame(lit.call) ? { call, since: now } : lit)) };
  if (!light.line.some(isSame)) return { ...light, line: [...light.line, call] };
  // Nobody has seen the first one yet, so this is no reminder of it.
  const instead = (queued: Call) => ({ ...call, isRecall: call.isRecall && queued.isRecall });
  return { ...light, line: light.line.map((queued) => (isSame(queued) ? instead(queued) : queued)) };
}

/** Keeps only the calls that still stand. */
export function keepOnly(light: Spotlight, stands: (call: Call) => boolean): Spotlight {
  const lit = light.lit.filter(({ call }) => stands(call));
  const line = light.line.filter(stands);
  return lit.length === light.lit.length && line.length === light.line.length ? light : { lit, line };
}

/** What has had its time leaves, and the line moves up. */
export function advance(light: Spotlight, now: number): Spotlight {
  const staying = light.lit.filter(({ since }) => now - since < SHOWN_MS);
  const coming = light.line.slice(0, PLACES - staying.length);
  if (coming.length === 0 && staying.length === light.lit.length) return light;
  return {
    lit: [...staying, ...coming.map((call) => ({ call, since: now }))],
    line: light.line.slice(coming.length),
  };
}
