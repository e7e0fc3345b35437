/** True when run from the sources, false when run from the built program. */
const isSource = import.meta.url.endsWith('.ts');

/** The module of a device's own process, beside this one in the sources and in the built program. */
export function hostModule(device: 'reader' | 'printer' | 'scanner'): URL {
  return new URL(`./devices/${device}-host.${isSource ? 'ts' : 'js'}`, import.meta.url);
}

/** The built screens. */
export const rendererDir = new URL(isSource ? '../dist/renderer/' : '../renderer/', import.meta.url);
