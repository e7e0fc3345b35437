import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP Password Storage Cheat Sheet: argon2id with m = 19 MiB, t = 2, p = 1. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

/** A password as it is stored: argon2id in PHC string form, with its own salt and cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await digest(password, salt, cost);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** True where the password is the one that `stored` was made of. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (!parts) throw new Error('a stored password is not an argon2id string');
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number) as [number, number, number];
  const [salt, tag] = parts.slice(4, 6).map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer];
  return timingSafeEqual(await digest(password, salt, { memory, passes, parallelism }), tag);
}

/** Two keyboards may write one Vietnamese letter in two ways; NFC makes them one. */
function digest(password: string, nonce: Buffer, costs: typeof cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'));
  return promisify(argon2)('argon2id', { message, nonce, tagLength, ...costs }) as Promise<Buffer>;
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
