import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rendererDir } from './places.ts';

const root = fileURLToPath(rendererDir);
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
};

export interface ScreenFile {
  readonly status: 200 | 403 | 404;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** One file of the built screens, with the headers that lock the page down; `connect` is where else it may call. */
export async function screenFile(pathname: string, connect: string): Promise<ScreenFile> {
  const file = join(root, normalize(decoded(pathname.endsWith('/') ? `${pathname}index.html` : pathname)));
  if (!file.startsWith(root + (root.endsWith(sep) ? '' : sep))) return refusal(403);
  try {
    const headers = {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy(connect),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    };
    return { status: 200, body: new Uint8Array(await readFile(file)), headers };
  } catch {
    return refusal(404);
  }
}

function contentSecurityPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${connect}`.trim(),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function refusal(status: 403 | 404): ScreenFile {
  return { status, body: new Uint8Array(), headers: { 'content-type': 'text/plain' } };
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '/';
  }
}
