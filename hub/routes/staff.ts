import { ORPCError } from '@orpc/server';
import { noSessionCookie, sessionCookie } from '../auth.ts';
import type { Parts } from '../parts.ts';
import type { Staff } from '../staff.ts';
import { hub, signedIn, siteOf } from './asking.ts';

export function staffRoutes(parts: Parts) {
  const { staff, log } = parts;
  return {
    signIn: hub.staff.signIn.handler(async ({ input, context, errors }) => {
      if (!context.setCookie) throw new ORPCError('METHOD_NOT_SUPPORTED', { message: 'sign in over HTTP' });
      const { site } = siteOf(parts, input.site);
      const answer = await staff.signIn(site.id, input.name, input.password);
      log.note(answer.ok ? { event: 'staff-signed-in' } : { event: 'sign-in-refused', why: answer.fault });
      if (!answer.ok) throw answer.fault === 'wrong' ? errors.WRONG_NAME_OR_PASSWORD() : errors.TOO_MANY_TRIES();
      await staff.signOut(context.session);
      context.setCookie(sessionCookie(answer.value.session, context.isHttps));
      return shown(answer.value.staff);
    }),
    signOut: hub.staff.signOut.handler(async ({ context }) => {
      await staff.signOut(context.session);
      context.setCookie?.(noSessionCookie);
      return {};
    }),
    me: hub.staff.me.handler(async ({ context, errors }) =>
      shown((await signedIn(parts, context, errors.SIGN_IN_FIRST)).staff),
    ),
  };
}

function shown({ displayName, mayCallThis, isManager }: Staff) {
  return { displayName, mayCallThis, isManager };
}
