import { createHash, randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../core/result.ts';
import { hashPassword, isPassword } from './password.ts';
import type { Store } from './store/open.ts';
import { throttle } from './throttle.ts';

/** A shift and its overtime; nobody stays signed in over night. */
export const sessionMs = 12 * 3_600_000;

/** Each check takes 19 MiB and a core for a moment; a flood of names must not take them all. */
const checksAtOnce = 8;

export interface Staff {
  readonly name: string;
  readonly displayName: string;
}

export interface NewStaff extends Staff {
  readonly password: string;
}

export interface SignedIn {
  /** Goes to the browser and nowhere else; the hub keeps its hash. */
  readonly session: string;
  readonly displayName: string;
}

/** Adds a member of staff. One who is there already gets the new password and name, and is signed out everywhere. */
export async function addStaff(store: Store, { name, displayName, password }: NewStaff): Promise<void> {
  const row = { display_name: displayName, password_hash: await hashPassword(password) };
  await store.write(async ({ tx }) => {
    await tx.deleteFrom('staff_session').where('name', '=', spelt(name)).execute();
    await tx
      .insertInto('staff')
      .values({ name: spelt(name), ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute();
  });
}

/** Who may work at the counters of this hub. */
export function staffIn(store: Store, now: () => Date) {
  const tries = throttle(now);
  // Checked where the name is unknown, so that the answer takes as long.
  const nobody = hashPassword(randomBytes(32).toString('hex'));
  let checks = 0;

  return {
    async signIn(given: string, password: string): Promise<Result<SignedIn, 'wrong' | 'too-many'>> {
      const name = spelt(given);
      if (checks >= checksAtOnce || !tries.mayTry(name)) return fail('too-many');
      checks++;
      const displayName = await check(name, password).finally(() => checks--);
      if (displayName === undefined) return fail('wrong');
      tries.succeeded(name);
      return ok({ session: await beginSession(name), displayName });
    },

    async signOut(session: string | undefined): Promise<void> {
      if (session === undefined) return;
      await store.write(({ tx }) => tx.deleteFrom('staff_session').where('id_hash', '=', hashOf(session)).execute());
    },

    /** Who has this session; nobody once it has ended. */
    async whoHas(session: string | undefined): Promise<Staff | undefined> {
      if (session === undefined) return undefined;
      return store.db
        .selectFrom('staff_session')
        .innerJoin('staff', 'staff.name', 'staff_session.name')
        .select(['staff.name', 'display_name as displayName'])
        .where('id_hash', '=', hashOf(session))
        .where('ends_at', '>', now().toISOString())
        .executeTakeFirst();
    },
  };

  /** The display name, where the password is right. */
  async function check(name: string, password: string): Promise<string | undefined> {
    const staff = await store.db.selectFrom('staff').selectAll().where('name', '=', name).executeTakeFirst();
    const isRight = await isPassword(password, staff?.password_hash ?? (await nobody));
    return isRight ? staff?.display_name : undefined;
  }

  async function beginSession(name: string): Promise<string> {
    const session = randomBytes(32).toString('base64url');
    const at = now();
    const endsAt = new Date(at.getTime() + sessionMs).toISOString();
    await store.write(async ({ tx }) => {
      await tx.deleteFrom('staff_session').where('ends_at', '<=', at.toISOString()).execute();
      await tx
        .insertInto('staff_session')
        .values({ id_hash: hashOf(session), name, ends_at: endsAt })
        .execute();
    });
    return session;
  }
}

const spelt = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase('vi');
const hashOf = (session: string): string => createHash('sha256').update(session).digest('hex');
