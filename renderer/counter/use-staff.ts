import { ORPCError } from '@orpc/client';
import { useCallback, useEffect, useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { pauseAfter } from '../shared/live-feed.ts';

/** Who sits at this screen. `ended`: was signed in until the hub said otherwise. */
export type Staff =
  | { readonly is: 'asked' }
  | { readonly is: 'out' }
  | { readonly is: 'ended' }
  | { readonly is: 'in'; readonly displayName: string; readonly mayCallThis: boolean };

export type SignInProblem = 'WRONG_NAME_OR_PASSWORD' | 'TOO_MANY_TRIES' | 'UNREACHED';

export function useStaff(hub: HubClient, site: string | undefined) {
  const [staff, setStaff] = useState<Staff>({ is: 'asked' });
  useEffect(() => askUntilAnswered(hub, setStaff), [hub]);

  const signIn = async (name: string, password: string): Promise<SignInProblem | undefined> => {
    try {
      setStaff({ is: 'in', ...(await hub.staff.signIn({ name, password, ...(site && { site }) })) });
      return undefined;
    } catch (error) {
      return problemOf(error);
    }
  };
  const signOut = async () => {
    setStaff({ is: 'out' });
    await hub.staff.signOut().catch(() => undefined);
  };
  const endSession = useCallback(() => setStaff((staff) => (staff.is === 'in' ? { is: 'ended' } : staff)), []);
  return { staff, signIn, signOut, endSession };
}

/** A screen that is opened again is still signed in; a hub that is away is asked until it says so. */
function askUntilAnswered(hub: HubClient, setStaff: (staff: Staff) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  const ask = async (failures: number) => {
    const answer = await whoIsIn(hub);
    if (isGone) return;
    if (answer) setStaff(answer);
    else timer = setTimeout(() => void ask(failures + 1), pauseAfter(failures));
  };
  void ask(0);
  return () => {
    isGone = true;
    clearTimeout(timer);
  };
}

async function whoIsIn(hub: HubClient): Promise<Staff | undefined> {
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
