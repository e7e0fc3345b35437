import { useSyncExternalStore } from 'react';

/** As wide as a strip that is docked beside other software; the same width as in the style sheets. */
const strip = '(max-width: 640px)';

export function useIsStrip(): boolean {
  return useSyncExternalStore(listen, () => matchMedia(strip).matches);
}

function listen(changed: () => void): () => void {
  const query = matchMedia(strip);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
