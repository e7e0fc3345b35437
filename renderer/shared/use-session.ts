import { ORPCError } from '@orpc/client';
import { useCallback, useEffect, useState } from 'react';
import type { HubClient } from './hub-client.ts';
import { pauseAfter } from './live-feed.ts';

type WhoIsIn = Awaited<ReturnType<HubClient['staff']['me']>>;

/** Who of the staff looks at this screen. `ended`: was signed in until the hub said otherwise. */
export type Session =
  | { readonly is: 'asked' }
  | { readonly is: 'out' }
  | { readonly is: 'ended' }
  | ({ readonly is: 'in' } & Readonly<WhoIsIn>);

/** Somebody who is signed in. */
export type Staff = Extract<Session, { is: 'in' }>;

export type SignInProblem = 'WRONG_NAME_OR_PASSWORD' | 'TOO_MANY_TRIES' | 'UNREACHED';

export function useSession(hub: HubClient, site: string | undefined) {
  const [session, setSession] = useState<Session>({ is: 'asked' });
  useEffect(() => askUntilAnswered(hub, setSession), [hub]);

  const signIn = async (name: string, password: string): Promise<SignInProblem | undefined> => {
    try {
      setSession({ is: 'in', ...(await hub.staff.signIn({ name, password, ...(site && { site }) })) });
      return undefined;
    } catch (error) {
      return problemOf(error);
    }
  };
  const signOut = async () => {
    setSession({ is: 'out' });
    await hub.staff.signOut().catch(() => undefined);
  };
  const endSession = useCallback(() => setSession((now) => (now.is === 'in' ? { is: 'ended' } : now)), []);
  return { session, signIn, signOut, endSession };
}

/** A screen that is opened again is still signed in; a hub that is away is asked until it says so. */
function askUntilAnswered(hub: HubClient, setSession: (session: Session) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  const ask = async (failures: number) => {
    const answer = await whoIsIn(hub);
    if (isGone) return;
    if (answer) setSession(answer);
    else timer = setTimeout(() => void ask(failures + 1), pauseAfter(failures));
  };
  void ask(0);
  return () => {
    isGone = true;
    clearTimeout(timer);
  };
}

async function whoIsIn(hub: HubClient): Promise<Session | undefined> {
  try {
    return { is: 'in', ...(await hub.staff.me()) };
  } catch (error) {
    return error instanceof ORPCError && error.code === 'SIGN_IN_FIRST' ? { is: 'out' } : undefined;
  }
}

function problemOf(error: unknown): SignInProblem {
  const code = error instanceof ORPCError ? error.code : undefined;
  return code === 'WRONG_NAME_OR_PASSWORD' || code === 'TOO_MANY_TRIES' ? code : 'UNREACHED';
}
