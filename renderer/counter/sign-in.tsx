import { type FormEvent, useState } from 'react';
import { Seal } from '../shared/seal.tsx';
import type { SignInProblem } from '../shared/use-session.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { serviceNames } from './names.ts';
import { useText } from './use-text.ts';
import './sign-in.css';

interface SignInProps {
  readonly site: SiteOnScreen;
  readonly counterId: string | undefined;
  readonly isSessionEnded: boolean;
  readonly signIn: (name: string, password: string) => Promise<SignInProblem | undefined>;
  readonly choose: (counterId: string) => void;
}

export function SignIn({ site, counterId, isSessionEnded, signIn, choose }: SignInProps) {
  const { t, say } = useText();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    choose(String(fields.get('counter')));
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
            <h1>{t('counter.signIn.title')}</h1>
            <p>{say(site.organisation)}</p>
          </div>
          <LanguageSwitch />
        </header>
        {isSessionEnded && !problem && <p className="told">{t('counter.signIn.ended')}</p>}
        {problem && (
          <p className="told refused" role="alert" data-testid="notice">
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
        <label>
          {t('counter.signIn.counter')}
          <select name="counter" defaultValue={counterId ?? ''} required>
            <option value="" disabled>
              {t('counter.signIn.choose')}
            </option>
            {site.counters.map(({ id, name, services }) => (
              <option key={id} value={id}>
                {say(name)} – {serviceNames(site, services, say)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="order main" aria-disabled={isBusy}>
          {t(isBusy ? 'counter.signIn.busy' : 'counter.signIn.submit')}
        </button>
      </form>
    </main>
  );
}
