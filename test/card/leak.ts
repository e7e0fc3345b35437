import type { ReadMemory } from '../../core/card/reading.ts';
import { benchCard, benchCitizen } from '../fakes/card/bench-card.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import { freshMemory, keyTo } from './card-in-hand.ts';
import { heapMb } from './memory.ts';
import { type Tappable, tap } from './tapped.ts';

/** Until caches are full and code is compiled. */
const WARM_UPS = 20;

/** What so many reads of the card of the bench leave behind in this process. */
export async function leakAfterReads(reads: number): Promise<{ growthMb: number; handles: number }> {
  const card = benchCard();
  const memory = freshMemory(trustedIssuer());
  const often = async (times: number) => {
    for (let count = 0; count < times; count++) {
      card.enter();
      await readWhole(card, memory);
    }
  };
  await often(WARM_UPS);
  const [before, handles] = [await heapMb(), process.getActiveResourcesInfo().length];
  await often(reads);
  return { growthMb: (await heapMb()) - before, handles: process.getActiveResourcesInfo().length - handles };
}

async function readWhole(card: Tappable, memory: ReadMemory): Promise<void> {
  const { read } = await tap(card, keyTo(benchCitizen), { memory, wants: { portrait: true } });
  if (!read.ok || read.value.proof.kind !== 'genuine' || !read.value.portrait)
    throw new Error('the card of the bench is genuine and has a portrait');
}
