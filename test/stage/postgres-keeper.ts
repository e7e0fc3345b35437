import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Keeper {
  /** One of PostgreSQL's programs with its words, none with a space in it; what it said is in the error. */
  run(command: string): Promise<void>;
  /** Ends the cluster and removes the folder. */
  end(): Promise<void>;
}

/**
 * Runs each line that it reads and answers with its exit code; at the end of its input, the cluster and the folder go.
 * A pipe ends also when the process at its other end is killed, and writing to it then must not end the shell first.
 */
const script = `
trap '' PIPE
while read -r command; do
  "$1"/$command </dev/null >said 2>&1
  echo $?
done
"$1"/pg_ctl -D data -m immediate stop </dev/null >/dev/null 2>&1
cd / && rm -rf "$2"
`;

/** A small process that outlives this one for as long as it takes to clear up. */
export function startKeeper(programs: string, folder: string, owner: Owner | undefined): Keeper {
  const child = spawn('/bin/sh', ['-c', script, 'postgres-keeper', programs, folder], {
    cwd: folder,
    // Not the caller's: PGDATA, PGPORT and the like would lead to another cluster.
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'inherit'],
    // In a group of its own, so that Ctrl+C in a terminal does not end it before it has cleared up.
    detached: true,
    ...owner,
  });
  const gone = once(child, 'exit');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (command) => {
      child.stdin.write(`${command}\n`);
      const { value: code } = await answers.next();
      if (code !== '0') throw new Error(`${command}: ${code ?? 'the keeper ended'}\n${whatWasSaid(folder)}`);
    },
    end: async () => {
      child.stdin.end();
      await gone;
    },
  };
}

function whatWasSaid(folder: string): string {
  return ['said', 'log']
    .map((file) => {
      try {
        return readFileSync(join(folder, file), 'utf8').slice(-2_000);
      } catch {
        return '';
      }
    })
    .join('\n');
}
