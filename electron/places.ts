import { fileURLToPath } from 'node:url';
import type { KioskSettings } from '../core/settings.ts';
import type { ReaderSettings } from './devices/reader-settings.ts';

/** True when run from the sources, false when run from the built program. */
const isSource = import.meta.url.endsWith('.ts');

/** The module of a device's own process, beside this one in the sources and in the built program. */
export function hostModule(device: 'reader' | 'printer' | 'scanner'): URL {
  return new URL(`./devices/${device}-host.${isSource ? 'ts' : 'js'}`, import.meta.url);
}

/** The built screens. */
export const rendererDir = new URL(isSource ? '../dist/renderer/' : '../renderer/', import.meta.url);

/** The issuers that come with the program. */
export const trustDir = new URL(isSource ? '../assets/trust/' : '../../assets/trust/', import.meta.url);

/** What the program knows of printers. */
export const printersDir = new URL(isSource ? '../assets/printers/' : '../../assets/printers/', import.meta.url);

/** What the chip reader's process is started with on this kiosk. */
export function readerSettingsOf({ reader, trust, mayDowngrade }: KioskSettings): ReaderSettings {
  return { reader, trust: [fileURLToPath(trustDir), ...(trust ? [trust] : [])], mayDowngrade };
}
