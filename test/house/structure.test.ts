import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { complaints, strayWords } from './rules.ts';
import { readSources, readTrackedTexts, sourceOf } from './sources.ts';

const dependencies = new Set(Object.keys(manifest.dependencies));
const against = (path: string, text: string) => complaints(sourceOf(path, text), dependencies);

describe('the repository', () => {
  it('keeps the arrows between its folders, the names and the lengths of its files', () => {
    const sources = readSources();
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((source) => complaints(source, dependencies))).toEqual([]);
  });

  it('holds no path of one machine and nothing unfinished', () => {
    const texts = readTrackedTexts().filter(({ path }) => !path.startsWith('test/house/'));
    expect(texts.flatMap(({ path, text }) => strayWords(path, text))).toEqual([]);
  });
});

describe('the rules', () => {
  it.each([
    ['core/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['core/a.ts', "import fs from 'fs';"],
    ['core/a.ts', "import { useState } from 'react';"],
    ['core/a.ts', "import type { App } from 'electron';"],
    ['core/card/a.ts', "import { open } from '../../native/pcsc/open.ts';"],
    ['native/a.ts', "import { startKiosk } from '../electron/app.ts';"],
    ['hub/a.ts', "import { openStore } from '../electron/store/open.ts';"],
    ['electron/a.ts', "import type { Hub } from '../hub/main.ts';"],
    ['renderer/kiosk/a.tsx', "import { log } from '../../electron/log.ts';"],
    ['renderer/kiosk/a.tsx', "import { join } from 'node:path';"],
    ['renderer/kiosk/a.tsx', "import Database from 'better-sqlite3';"],
    ['electron/app.ts', "import { app } from 'electron';"],
    ['electron/devices/main.ts', "import type { App } from 'electron';"],
    ['electron/main.ts', "import { fakeReader } from '../test/fakes/reader.ts';"],
    ['hub/a.ts', "const fakes = await import('../test/fakes/network.ts');"],
    ['renderer/a.ts', "export { words } from '../test/words.ts';"],
    ['native/a.ts', "import { chromium } from 'playwright';"],
    ['hub/index.ts', "export * from './main.ts';"],
    ['core/utils.ts', 'export const a = 1;'],
    ['core/long.ts', 'export {};\n'.repeat(251)],
  ])('refuse %s (case %#)', (path, text) => {
    expect(against(path, text)).toHaveLength(1);
  });

  it.each([
    ['core/a.ts', "import { z } from 'zod';\nimport { sha256 } from '@noble/hashes/sha2.js';"],
    ['electron/windows.ts', "import { app } from 'electron';\nimport { log } from './log.ts';"],
    ['renderer/a.tsx', "import { createRoot } from 'react-dom/client';\nimport '../assets/fonts/a.css';"],
    ['hub/a.ts', "import Database from 'better-sqlite3';\nimport { next } from '../core/queue/next.ts';"],
    ['test/a.ts', "import { app } from 'electron';\nimport { main } from '../hub/main.ts';"],
  ])('let pass %s (case %#)', (path, text) => {
    expect(against(path, text)).toEqual([]);
  });

  it('refuse a path of one machine, and what was left for later', () => {
    expect(strayWords('docs/a.md', 'see\n/home/someone/kiosk')).toEqual(['docs/a.md:2: /home/someone/kiosk']);
    expect(strayWords('hub/a.ts', "open('/tmp/x')")).toHaveLength(1);
    expect(strayWords('test/a.ts', "open('/tmp/x')")).toEqual([]);
    expect(strayWords('hub/a.ts', '// TODO later')).toHaveLength(1);
    expect(strayWords('hub/a.ts', "get('https://example.com/home/page')")).toEqual([]);
  });
});
