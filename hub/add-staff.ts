import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { addStaff } from './staff.ts';
import { openStore } from './store/open.ts';

const usage = `usage: [DATABASE_URL=postgres://...] node hub/add-staff.ts --site ID --data DIR --name NAME \\
  --display "Trần Thu Hà" [--manager] [--calls-in-order-only] < password`;
/** NIST SP 800-63B-4 §3.1.1.2 asks for 15 where a password stands alone; a counter's is kept shorter, and throttled. */
const shortestPassword = 8;

const given = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    site: given,
    data: given,
    name: given,
    display: given,
    manager: { type: 'boolean', default: false },
    'calls-in-order-only': { type: 'boolean', default: false },
  },
});
if (!values.site || !values.data || !values.name?.trim() || !values.display?.trim()) stop(usage);
// Read from standard input: an argument would show in the list of processes.
const password = (await text(process.stdin)).replace(/\r?\n$/, '');
if (password.length < shortestPassword) stop(`the password must have at least ${shortestPassword} characters`);
if (password.length > 200 || values.name.length > 100) stop('the name or the password is too long');

const databaseUrl = process.env.DATABASE_URL;
const store = await openStore(databaseUrl ? { databaseUrl } : { dataDir: values.data });
await addStaff(store, {
  site: values.site,
  name: values.name,
  displayName: values.display.trim(),
  password,
  mayCallThis: !values['calls-in-order-only'],
  isManager: values.manager,
});
await store.close();
console.log(`${values.name} may sign in`);

function stop(problem: string): never {
  console.error(problem);
  process.exit(2);
}
