import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { fail, ok, type Result } from '../core/result.ts';
import { hashPassword, isPassword } from './password.ts';
import type { Store } from './store/open.ts';
import type { StaffTable } from './store/tables.ts';
import { throttle } from './throttle.ts';

/** A shift and its overtime; nobody stays signed in over night. */
export const sessionMs = 12 * 3_600_000;

/** Each check takes 19 MiB and a core for a moment; a flood of names must not take them all. */
const checksAtOnce = 8;

const knownForMs = 2_000;
const recentAtMost = 1_000;

export interface Staff {
  readonly site: string;
  readonly name: string;
  readonly displayName: string;
  /** May call a number out of order. */
  readonly mayCallThis: boolean;
  readonly isManager: boolean;
}

export interface NewStaff extends Staff {
  readonly password: string;
}

export interface SignedIn {
  /** Goes to the browser and nowhere else; the hub keeps its hash. */
  readonly session: string;
  readonly staff: Staff;
}

/** Adds a member of staff. One who is there already gets the new password, name and rights, and is signed out everywhere. */
export async function addStaff(
  { db }: Store,
  { site, name, displayName, password, ...rights }: NewStaff,
): Promise<void> {
  const row = {
    display_name: displayName,
    password_hash: await hashPassword(password),
    may_call_this: Number(rights.mayCallThis),
    is_manager: Number(rights.isManager),
  };
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('staff_session').where('site', '=', site).where('name', '=', spelt(name)).execute();
    await tx
      .insertInto('staff')
      .values({ site, name: spelt(name), ...row })
      .onConflict((conflict) => conflict.columns(['site', 'name']).doUpdateSet(row))
      .execute();
  });
}

/** Who may work at the counters of this hub's sites. */
export function staffIn({ db }: Store, now: () => Date) {
  const tries = throttle(now);
  // Checked where the name is unknown, so that the answer takes as long.
  const nobody = hashPassword(randomBytes(32).toString('hex'));
  /** A busy counter asks with each key. */
  const recent = new Map<string, { readonly staff: Staff; readonly atMs: number }>();
  let checks = 0;

  return {
    async signIn(site: string, given: string, password: string): Promise<Result<SignedIn, 'wrong' | 'too-many'>> {
      const name = spelt(given);
      const tried = `${site} ${name}`;
      if (checks >= checksAtOnce || !tries.mayTry(tried)) return fail('too-many');
      checks++;
      const staff = await check(site, name, password).finally(() => checks--);
      if (!staff) return fail('wrong');
      tries.succeeded(tried);
      return ok({ session: await beginSession(staff), staff });
    },

    async signOut(session: string | undefined): Promise<void> {
      if (session === undefined) return;
      recent.delete(session);
      await db.deleteFrom('staff_session').where('id_hash', '=', hashOf(session)).execute();
      // One that was looked up meanwhile was still there.
      recent.delete(session);
    },

    /** Looks everybody up again: somebody may have been signed out everywhere. */
    forget: (): void => recent.clear(),

    /** Who has this session; nobody once it has ended. What another process ends is known here within two seconds. */
    async whoHas(session: string | undefined): Promise<Staff | undefined> {
      if (session === undefined) return undefined;
      const known = recent.get(session);
      if (known && Math.abs(now().getTime() - known.atMs) < knownForMs) return known.staff;
      const staff = await lookUp(session);
      if (recent.size >= recentAtMost) recent.clear();
      if (staff) recent.set(session, { staff, atMs: now().getTime() });
      else recent.delete(session);
      return staff;
    },
  };

  async function lookUp(session: string): Promise<Staff | undefined> {
    const row = await db
      .selectFrom('staff_session as session')
      .innerJoin('staff', (join) =>
        join.onRef('staff.site', '=', 'session.site').onRef('staff.name', '=', 'session.name'),
      )
      .selectAll('staff')
      .where('id_hash', '=', hashOf(session))
      .where('ends_at', '>', now().toISOString())
      .executeTakeFirst();
    return row && staffOf(row);
  }

  /** Who it is, where the password is right. */
  async function check(site: string, name: string, password: string): Promise<Staff | undefined> {
    const row = await db
      .selectFrom('staff')
      .selectAll()
      .where('site', '=', site)
      .where('name', '=', name)
      .executeTakeFirst();
    const isRight = await isPassword(password, row?.password_hash ?? (await nobody));
    return isRight && row ? staffOf(row) : undefined;
  }

  async function beginSession({ site, name }: Staff): Promise<string> {
    const session = randomBytes(32).toString('base64url');
    const at = now();
    const endsAt = new Date(at.getTime() + sessionMs).toISOString();
    await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('staff_session').where('ends_at', '<=', at.toISOString()).execute();
      await tx
        .insertInto('staff_session')
        .values({ id_hash: hashOf(session), site, name, ends_at: endsAt })
        .execute();
    });
    return session;
  }
}

function staffOf(row: Selectable<StaffTable>): Staff {
  return {
    site: row.site,
    name: row.name,
    displayName: row.display_name,
    mayCallThis: row.may_call_this === 1,
    isManager: row.is_manager === 1,
  };
}

/** As the store has it: PostgreSQL takes no text with a NUL in it. */
const spelt = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .toLocaleLowerCase('vi');
const hashOf = (session: string): string => createHash('sha256').update(session).digest('hex');
