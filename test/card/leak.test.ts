import { expect, test } from 'vitest';
import { leakAfterReads } from './leak.ts';

const MOST_MB = 10;

test('100 reads leave no handle open, and memory does not grow', async () => {
  const { growthMb, handles } = await leakAfterReads(100);
  expect(growthMb).toBeLessThan(MOST_MB);
  expect(handles).toBeLessThanOrEqual(0);
});
