import { useEffect, useRef, useState } from 'react';
import { tinh, wakeSound } from '../shared/sound.ts';

const buzzMs = [300, 150, 300];

/**
 * A short sound and a buzz with each new call, once the person has touched the page: no page makes a noise unasked.
 * Gives whether it has been touched.
 */
export function useCallSign(call: string | undefined): boolean {
  const [isTouched, setTouched] = useState(false);
  const last = useRef(call);
  useEffect(() => {
    const touched = () => {
      wakeSound();
      setTouched(true);
    };
    const once = new AbortController();
    // Which of them a browser takes for a touch that may wake its sound differs.
    for (const event of ['pointerup', 'click', 'keydown'])
      document.addEventListener(event, touched, { once: true, signal: once.signal });
    return () => once.abort();
  }, []);
  useEffect(() => {
    if (call !== undefined && call !== last.current && isTouched) {
      tinh();
      navigator.vibrate?.(buzzMs);
    }
    last.current = call;
  }, [call, isTouched]);
  return isTouched;
}
