import { isolatedWorld } from './isolated-world.ts';
import { mainWorld } from './main-world.ts';
import { decode, encode } from './wire.ts';

/** The name of the isolated world, and of the one binding out of it. */
export const world = 'electron-isolated';
export const binding = '__standInSend';

/** Runs before any of the page's own code: Electron's side of the preload, then the preload itself. */
export function isolatedSource(key: string, preload: string): string {
  return inTopFrame(`
    const electron = (${isolatedWorld})(${JSON.stringify(key)}, ${encode}, ${decode});
    const require = (name) => {
      if (name === 'electron' || name === 'electron/renderer') return electron;
      throw new Error('module not found: ' + name);
    };
    (function (require, module, exports) { ${preload}
    })(require, { exports: {} }, {});`);
}

/** What the page itself sees of it: the values that the preload exposed, and nothing else. */
export function mainWorldSource(key: string): string {
  return inTopFrame(`(${mainWorld})(${JSON.stringify(key)}, ${encode}, ${decode});`);
}

function inTopFrame(source: string): string {
  return `if (window === window.top) { ${source} }`;
}
