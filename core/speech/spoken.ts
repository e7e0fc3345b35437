import { type Call, callWords, closingWords, missedWords, type Voice } from './announcement.ts';
import type { Place } from './place.ts';
import type { Word } from './words.ts';

/**
 * What the feed has for the voice of one zone. `over`: nobody is to be called by this number any more, for it was
 * taken back, has come or is finished; whatever still waits to be said of it is not said.
 */
export type Spoken = { readonly seq: number } & (
  | { readonly kind: 'call'; readonly counter: string; readonly call: Call }
  | { readonly kind: 'missed'; readonly number: string; readonly language: Call['language'] }
  | { readonly kind: 'closing'; readonly counter: string; readonly place: Place }
  | { readonly kind: 'over'; readonly number: string }
);

/** What is said, in place of what only silences something. */
export type Said = Exclude<Spoken, { kind: 'over' }>;

/** The number that it is about; a counter that closes is about none. */
export function numberOf(spoken: Spoken): string | undefined {
  if (spoken.kind === 'call') return spoken.call.number;
  return spoken.kind === 'closing' ? undefined : spoken.number;
}

/** Its words; where nobody else waits to be called, it may take longer. */
export function wordsOf(said: Said, voice: Voice, hasTime: boolean): Word[] {
  switch (said.kind) {
    case 'call':
      return callWords(said.call, voice);
    case 'missed':
      return missedWords(said, voice, hasTime);
    case 'closing':
      return closingWords(said.place, voice);
  }
}
