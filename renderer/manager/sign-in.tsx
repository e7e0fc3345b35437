import { type FormEvent, useState } from 'react';
import { LanguageSwitch } from '../counter/language-switch.tsx';
import { useText } from '../counter/use-text.ts';
import { Seal } from '../shared/seal.tsx';
import type { SignInProblem } from '../shared/use-session.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';
import './sign-in.css';

interface SignInProps {
  readonly site: SiteOnScreen;
  /** Why this is asked, where it was not the first thing that was seen. */
  readonly because: 'ended' | 'notManager' | undefined;
  readonly signIn: (name: string, password: string) => Promise<SignInProblem | undefined>;
}

export function SignIn({ site, because, signIn }: SignInProps) {
  const { t, say } = useText();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    const refused = await signIn(String(fields.get('name')), String(fields.get('password')));
    setBusy(false);
    setProblem(refused);
  };

  return (
    <main className="sign-in-screen tiles">
      <form className="sign-in" data-testid="sign-in" onSubmit={(event) => void submit(event)}>
        <header>
          <Seal />
          <div>
            <h1>{t('manager.signIn.title')}</h1>
            <p>{say(site.organisation)}</p>
          </div>
          <LanguageSwitch />
        </header>
        {because && !problem && (
          <p className="told" role="alert">
            {t(`manager.signIn.${because}`)}
          </p>
        )}
        {problem && (
          <p className="told refused" role="alert">
            {t(`counter.signIn.${problem}`)}
          </p>
        )}
        <label>
          {t('counter.signIn.name')}
          {/* biome-ignore lint/a11y/noAutofocus: the screen has no other purpose */}
          <input name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus required />
        </label>
        <label>
          {t('counter.signIn.password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit" className="button-main" aria-disabled={isBusy}>
          {t(isBusy ? 'counter.signIn.busy' : 'manager.signIn.submit')}
        </button>
      </form>
    </main>
  );
}
