import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, commands, issue, newDataDir, openBench } from './bench.ts';

function withSlipPage(): string {
  const webDir = newDataDir();
  mkdirSync(join(webDir, 'slip'));
  writeFileSync(join(webDir, 'slip', 'index.html'), 'the page of a slip');
  return webDir;
}

test('the QR of a slip leads to its page, which no search engine keeps and no phone holds on to', async () => {
  const hub = await openBench({ webDir: withSlipPage() });
  const { ticketId } = await issue(hub);
  const page = await fetch(`${hub.url}/p/${ticketId}`);
  expect([page.status, await page.text()]).toEqual([200, 'the page of a slip']);
  expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  // A code that was read in part has friendly words too.
  expect((await fetch(`${hub.url}/p/`)).status).toBe(200);
  expect((await fetch(`${hub.url}/p/a/b`)).status).toBe(404);
});

test('the page is told where its number is, and nothing of who holds it', async () => {
  const hub = await openBench();
  const [first, second] = [await issue(hub), await issue(hub)];
  const state = await commands(hub.url).slip.state({ ticketId: second.ticketId });
  expect(state).toMatchObject({
    number: second.number,
    timeZone: 'Asia/Ho_Chi_Minh',
    isOver: false,
    mayRate: false,
    steps: [{ service: { vi: 'Chứng thực' }, state: 'waiting', ahead: 1 }],
  });
  expect(JSON.stringify(state)).not.toContain(second.ticketId);
  expect(JSON.stringify(state)).not.toContain(first.ticketId);
});

test('a number that the hub has not is said to be unknown', async () => {
  const hub = await openBench();
  const ask = (ticketId: string) => codeOf(commands(hub.url).slip.state({ ticketId }));
  expect(await ask('7d0f6a52-1c1c-4e0e-9b5e-0f5a3c1d2e4b')).toBe('TICKET_UNKNOWN');
  expect(await ask('no-id-at-all')).toBe('BAD_REQUEST');
});
