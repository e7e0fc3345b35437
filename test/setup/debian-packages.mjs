import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run, say, stop } from './terminal.mjs';

/**
 * What the tests and the demonstration use of Debian, each with a file that shows it is there (dpkg would be slow).
 * A `*` stands for one folder, such as the version's.
 */
const packages = [
  { name: 'chromium', files: ['/usr/bin/chromium'], why: 'shows the screens' },
  { name: 'pcscd', files: ['/usr/sbin/pcscd'], why: 'talks to chip readers' },
  {
    name: 'vsmartcard-vpcd',
    files: ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
    why: 'is a chip reader without a reader',
  },
  { name: 'espeak-ng', files: ['/usr/bin/espeak-ng'], why: "makes the voice's clips" },
  { name: 'sox', files: ['/usr/bin/sox'], why: 'trims, levels and measures sound' },
  { name: 'zbar-tools', files: ['/usr/bin/zbarimg'], why: 'reads printed codes back' },
  {
    name: 'tesseract-ocr-vie',
    files: ['/usr/bin/tesseract', '/usr/share/tesseract-ocr/*/tessdata/vie.traineddata'],
    why: 'reads printed Vietnamese back',
  },
  { name: 'cups-daemon', files: ['/usr/sbin/cupsd'], why: 'is a spooler to print through' },
  { name: 'cups-client', files: ['/usr/sbin/lpadmin'], why: 'sets the spooler up' },
  { name: 'socat', files: ['/usr/bin/socat'], why: 'is a serial line without a wire' },
  {
    name: 'postgresql',
    files: ['/usr/lib/postgresql/*/bin/postgres'],
    why: "keeps a large site's queue, and is measured against",
  },
];

const hasApt = process.platform === 'linux' && existsSync('/usr/bin/apt-get');

/** The packages that are missing and can be installed; without apt, nothing can. */
export function debianPackagesToInstall() {
  const missing = packages.filter(({ files }) => !files.every(isThere));
  if (hasApt || missing.length === 0) return missing;
  say('this is not Debian or Ubuntu: please see to these yourself, some tests need them');
  for (const { name, files, why } of missing) say(`  ${name} ${why} (looked for ${files.join(', ')})`);
  return [];
}

function isThere(file) {
  const [before, after] = file.split('/*/');
  if (after === undefined) return existsSync(file);
  return existsSync(before) && readdirSync(before).some((folder) => existsSync(path.join(before, folder, after)));
}

/** Installs them as root or by a sudo that asks nothing; otherwise prints the one line to type. */
export function installDebianPackages() {
  const names = debianPackagesToInstall().map(({ name }) => name);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...names];
  const asRoot = rootPrefix();
  if (!asRoot)
    stop(
      'these Debian packages are needed, and installing them takes root. Please run once:',
      `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  say(`installing Debian packages (a minute or two): ${names.join(' ')}`);
  if (aptGet(asRoot, install)) return;
  say('not found in the package lists as they are; fetching new ones');
  aptGet(asRoot, ['update', '-q']);
  if (!aptGet(asRoot, install)) stop(`these Debian packages could not be had, see above: ${names.join(' ')}`);
}

/** The words before a command that make it run as root, or `undefined` where none are known. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

function aptGet(asRoot, args) {
  // Another apt may be at work on a machine that has just started.
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=600', ...args];
  const [program, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return run(program, rest);
}
