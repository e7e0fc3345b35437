// Runs before `npm start`, `npm test` and `npm run bench`: whatever is missing on this machine is fetched or built,
// and only that. Plain JavaScript without a dependency, for it runs on the system's own Node (18 or later).
import { debianPackagesToInstall, installDebianPackages } from './debian-packages.mjs';
import { holdLock } from './lock.mjs';
import { installNpmPackages, isNpmInstalled } from './npm-packages.mjs';
import { buildProduct, isBuilt } from './product.mjs';
import { say } from './terminal.mjs';

const startedAt = Date.now();
const steps = [
  { isDone: () => debianPackagesToInstall().length === 0, run: installDebianPackages },
  { isDone: isNpmInstalled, run: installNpmPackages },
  { isDone: isBuilt, run: buildProduct },
];

if (!steps.every((step) => step.isDone())) {
  holdLock();
  // Asked again: another run may have done it while this one waited, and the build looks at what npm brought.
  for (const step of steps) if (!step.isDone()) step.run();
}
say(`ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
