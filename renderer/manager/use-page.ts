import { useSyncExternalStore } from 'react';

export const everyPage = ['live', 'report', 'preview', 'calls'] as const;
export type Page = (typeof everyPage)[number];

/** The page that the address names: `#report`. */
export function usePage(): Page {
  const hash = useSyncExternalStore(hear, () => location.hash.slice(1));
  return everyPage.find((page) => page === hash) ?? 'live';
}

function hear(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
