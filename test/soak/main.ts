/** `npm run soak -- NAME`: a long run that is no part of the tests; it prints how far it is, and a last line. */
const soaks: Readonly<Record<string, () => Promise<{ soak: (tell: (line: string) => void) => Promise<string> }>>> = {
  commune: () => import('./commune.ts'),
  contested: () => import('./contested.ts'),
  day: () => import('./day.ts'),
  fuzz: () => import('./fuzz.ts'),
  'hub-kill': () => import('./hub-kill.ts'),
  leak: () => import('./leak.ts'),
  paper: () => import('./paper.ts'),
};

const started = performance.now();
const seconds = () => ((performance.now() - started) / 1_000).toFixed(0);
const name = process.argv[2] ?? '';
const soak = soaks[name];
if (!soak) {
  console.error(`there is no soak "${name}"; there are: ${Object.keys(soaks).join(', ')}`);
  process.exit(2);
}
const last = await (await soak()).soak((line) => console.log(`${seconds()} s: ${line}`));
console.log(`${name} after ${seconds()} s: ${last}`);
process.exit(0);
