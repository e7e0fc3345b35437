export type Accent = 'north' | 'south';
/** One folder of clips each. */
export type Bank = Accent | 'english';

/** The clip of one word or phrase: its file is `<bank>/<name>.wav`. */
export type ClipName = `${Bank}/${string}`;

/** The clip that is heard before an announcement; it is in the bank of each accent. */
export const CHIME = 'chime';

/** What is said in one breath: heard as `clip`, read as `text` with `mark` behind it. */
export interface Word {
  readonly clip: ClipName;
  readonly text: string;
  readonly mark?: Mark;
}
export type Mark = ',' | '.' | ':' | '-';

/** The clips in the order in which they are heard. */
export function clipsOf(words: readonly Word[]): ClipName[] {
  return words.map(({ clip }) => clip);
}

/** The same words to be read: sentences begin with a capital and end with a full stop. */
export function textOf(words: readonly Word[]): string {
  const sentences = words.map(({ text, mark = '' }, at) => {
    const isFirst = at === 0 || words[at - 1]?.mark === '.';
    return `${isFirst ? capital(text) : text}${mark}${mark === '-' ? '' : ' '}`;
  });
  return sentences.join('').trim();
}

/** The same words with `mark` behind the last of them. */
export function marked(words: readonly Word[], mark: Mark): Word[] {
  return words.map((word, at) => (at === words.length - 1 ? { ...word, mark } : word));
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
