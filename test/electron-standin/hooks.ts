import { registerHooks } from 'node:module';
import './boringssl-guard.ts';

// `electron` means the stand-in, everywhere in this process.
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context),
});
