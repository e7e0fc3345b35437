import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBrowser } from '../stage/browser.ts';
import { buildPretend } from './counter-pretend.ts';
import { states } from './counter-states.ts';

// `node test/screens/counter-pictures.ts [folder] [state ...]`: every state of a counter, at the three sizes.
const [folder, ...only] = process.argv.slice(2);
const dir = path.resolve(folder ?? path.join(tmpdir(), 'mot-cham-counter-screens'));
await mkdir(dir, { recursive: true });
const sizes = { page: [1440, 900], small: [1366, 768], strip: [420, 900] } as const;
const [pretend, browser] = await Promise.all([buildPretend(), openBrowser()]);
for (const [name, { screen, act }] of Object.entries(states)) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const [size, [width, height]] of Object.entries(sizes)) {
    const opened = await pretend.open(browser, { width, height }, screen());
    await act?.(opened);
    await opened.page.screenshot({ path: path.join(dir, `${name}-${size}.png`), animations: 'disabled' });
    await opened.page.close();
  }
}
await browser.close();
await pretend.close();
console.log(dir);
