import { ORPCError } from '@orpc/client';
import { useCallback, useEffect, useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { pauseAfter } from '../shared/live-feed.ts';

/** Who looks at these pages. `ended`: was signed in until the hub said otherwise. */
export type Manager =
  | { readonly is: 'asked' }
  | { readonly is: 'out' }
  | { readonly is: 'ended' }
  /** Signed in, and no manager. */
  | { readonly is: 'staff' }
  | { readonly is: 'in'; readonly displayName: string };

export type SignInProblem = 'WRONG_NAME_OR_PASSWORD' | 'TOO_MANY_TRIES' | 'UNREACHED';

type WhoIsIn = Awaited<ReturnType<HubClient['staff']['me']>>;

export function useManager(hub: HubClient, site: string | undefined) {
  const [manager, setManager] = useState<Manager>({ is: 'asked' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = async (failures: number) => {
      const answer = await whoIsIn(hub);
      if (isGone) return;
      if (answer) setManager(answer);
      else timer = setTimeout(() => void ask(failures + 1), pauseAfter(failures));
    };
    void ask(0);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [hub]);

  const signIn = async (name: string, password: string): Promise<SignInProblem | undefined> => {
    try {
      setManager(managerOf(await hub.staff.signIn({ name, password, ...(site && { site }) })));
      return undefined;
    } catch (error) {
      const code = error instanceof ORPCError ? error.code : undefined;
      return code === 'WRONG_NAME_OR_PASSWORD' || code === 'TOO_MANY_TRIES' ? code : 'UNREACHED';
    }
  };
  const signOut = async () => {
    setManager({ is: 'out' });
    await hub.staff.signOut().catch(() => undefined);
  };
  const endSession = useCallback(() => setManager((now) => (now.is === 'in' ? { is: 'ended' } : now)), []);
  return { manager, signIn, signOut, endSession };
}

function managerOf({ displayName, isManager }: WhoIsIn): Manager {
  return isManager ? { is: 'in', displayName } : { is: 'staff' };
}

async function whoIsIn(hub: HubClient): Promise<Manager | undefined> {
  try {
    return managerOf(await hub.staff.me());
  } catch (error) {
    return error instanceof ORPCError && error.code === 'SIGN_IN_FIRST' ? { is: 'out' } : undefined;
  }
}
