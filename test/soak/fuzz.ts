import { type FuzzRun, fuzzConversations, fuzzFiles } from '../card/fuzz.ts';
import { heapMb } from '../card/memory.ts';

const FILES = 100_000;
const CONVERSATIONS = 20_000;
const WARM_UP = 500;

/** Mutated files and conversations; fails where an altered card was believed. */
export async function soak(tell: (line: string) => void): Promise<string> {
  const seed = Math.floor(Math.random() * 2 ** 32);
  tell(`seed ${seed}`);
  await fuzzFiles(WARM_UP, seed);
  await fuzzConversations(WARM_UP, seed);
  const before = await heapMb();
  const files = await fuzzFiles(FILES, seed, (done) => done % 10_000 === 0 && tell(`${done} files`));
  const talks = await fuzzConversations(CONVERSATIONS, seed, (done) => tell(`${done} conversations`));
  const growth = (await heapMb()) - before;
  if (files.believed + talks.believed > 0) throw new Error('an altered card was believed');
  return `${said(files, 'files')}; ${said(talks, 'conversations')}; memory grew by ${growth.toFixed(1)} MB`;
}

function said({ tried, refused, believed, worstMs }: FuzzRun, what: string): string {
  return `${tried} ${what}, ${refused} refused, ${believed} believed, the slowest in ${worstMs.toFixed(0)} ms`;
}
