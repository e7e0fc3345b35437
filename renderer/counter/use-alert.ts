import { useEffect, useRef, useState } from 'react';
import { tinh } from '../shared/sound.ts';

export const MUTE_MS = 10 * 60_000;
const rememberedMute = 'mot-cham.counter-mute';

export interface Alert {
  /** By our own clock; in the past where the sound is on. */
  readonly mutedUntil: number;
  readonly toggle: () => void;
}

/** A soft sound when somebody comes for a counter that has nothing to do; it can be silenced for ten minutes. */
export function useAlert(isFree: boolean, waiting: number | undefined): Alert {
  const [mutedUntil, setMutedUntil] = useState(() => Number(localStorage.getItem(rememberedMute) ?? 0));
  const before = useRef(waiting);
  useEffect(() => {
    if (isFree && before.current === 0 && waiting && Date.now() >= mutedUntil) tinh();
    before.current = waiting;
  }, [isFree, waiting, mutedUntil]);
  const toggle = () => {
    const until = Date.now() < mutedUntil ? 0 : Date.now() + MUTE_MS;
    localStorage.setItem(rememberedMute, String(until));
    setMutedUntil(until);
  };
  return { mutedUntil, toggle };
}
