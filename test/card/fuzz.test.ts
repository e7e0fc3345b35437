import { expect, test } from 'vitest';
import { fuzzConversations, fuzzFiles } from './fuzz.ts';
import { heapMb } from './memory.ts';

const FILES = 4_000;
const CONVERSATIONS = 300;
const MOST_MB = 10;
const seed = Math.floor(Math.random() * 2 ** 32);

test(`mutated files are parsed or refused, and none is believed (seed ${seed})`, async () => {
  await fuzzFiles(FILES / 10, seed);
  const before = await heapMb();
  const run = await fuzzFiles(FILES, seed);
  expect(run).toMatchObject({ tried: FILES, believed: 0 });
  expect(run.refused).toBeGreaterThan(FILES / 2);
  expect((await heapMb()) - before).toBeLessThan(MOST_MB);
});

test(`mutated conversations come to an end, and give the citizen or nothing (seed ${seed})`, async () => {
  await fuzzConversations(CONVERSATIONS / 10, seed);
  const before = await heapMb();
  const run = await fuzzConversations(CONVERSATIONS, seed);
  expect(run).toMatchObject({ tried: CONVERSATIONS, believed: 0 });
  expect(run.refused).toBeGreaterThan(CONVERSATIONS / 4);
  expect((await heapMb()) - before).toBeLessThan(MOST_MB);
});
