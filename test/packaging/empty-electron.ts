import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { SENTINEL } from '@electron/fuses/dist/constants.js';

const states = { off: 0x30, on: 0x31 };
/** Electron's fuses as they leave the factory, in their order in the binary. */
const fuses = [states.on, states.off, states.on, states.on, states.off, states.off, states.off, states.on];

/** A folder laid out as Electron's own download, with nothing in it that runs: enough to package with. */
export async function makeEmptyElectron(folder: string): Promise<void> {
  const write = (file: string, content: string | Uint8Array = '') => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  };
  const wire = Buffer.from([1, fuses.length, ...fuses]);
  write('electron', Buffer.concat([Buffer.from(`not a program ${SENTINEL}`), wire, Buffer.alloc(64)]));
  for (const file of ['chrome-sandbox', 'icudtl.dat', 'resources.pak', 'LICENSE', 'LICENSES.chromium.html'])
    write(file);
  for (const language of ['vi', 'en-US', 'de', 'fr']) write(`locales/${language}.pak`);
  write('version', '45.4.1');
  write('default/main.js');
  await createPackage(path.join(folder, 'default'), path.join(folder, 'resources/default_app.asar'));
}
