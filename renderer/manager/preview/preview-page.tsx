import { ORPCError } from '@orpc/client';
import { useRef, useState } from 'react';
import type { Preview } from '../../../core/contract/manager.ts';
import type { Policy } from '../../../core/queue/settings.ts';
import { useText } from '../../counter/use-text.ts';
import { useAnswer } from '../ask.ts';
import { Hatches } from '../charts/hatch.tsx';
import type { PageProps } from '../page-props.ts';
import { dayWords } from '../times.ts';
import { PolicyForm } from './policy-form.tsx';
import { PreviewView } from './preview-view.tsx';
import { ruleWords } from './rule-words.ts';
import './preview.css';

type Problem = 'DAY_EMPTY' | 'DAY_TOO_LARGE' | 'BUSY' | 'FAILED';

/** A day that was, and what it would have been under another rule. */
export function PreviewPage({ hub, site, endSession }: PageProps) {
  const { t } = useText();
  const { value: known } = useAnswer('days', (signal) => hub.manager.days(undefined, { signal }), endSession);
  const [day, setDay] = useState<string>();
  const [shown, setShown] = useState<Preview>();
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const running = useRef<AbortController>(undefined);
  if (!known) return <p className="joining">{t('manager.joining')}</p>;
  const chosen = day ?? known.days.find((one) => one < known.today) ?? known.today;

  const run = async (policy: Policy) => {
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    setRunning(true);
    setProblem(undefined);
    try {
      const preview = await hub.manager.preview({ day: chosen, policy }, { signal });
      if (!signal.aborted) setShown(preview);
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof ORPCError ? error.code : undefined;
      if (code === 'SIGN_IN_FIRST') return endSession();
      setProblem(code === 'DAY_EMPTY' || code === 'DAY_TOO_LARGE' || code === 'BUSY' ? code : 'FAILED');
    }
    setRunning(false);
  };

  return (
    <main className="page preview" data-testid="preview-page">
      <Hatches />
      <section className="card preview-asked">
        <h2>{t('manager.preview.title')}</h2>
        <p className="present-rule">{t('manager.preview.isPresent', { rule: ruleWords(site.queue.policy.rule, t) })}</p>
        <label className="day-choice">
          {t('manager.preview.day')}
          <select name="day" value={chosen} onChange={({ target }) => setDay(target.value)}>
            {(known.days.length > 0 ? known.days : [chosen]).map((one) => (
              <option key={one} value={one}>
                {dayWords(one, t)}
              </option>
            ))}
          </select>
        </label>
        <PolicyForm present={site.queue.policy} isRunning={isRunning} run={(policy) => void run(policy)} />
      </section>
      <section className="preview-shown" aria-live="polite">
        {isRunning && <p className="told">{t('manager.preview.running')}</p>}
        {problem && (
          <p className="told refused" data-testid="problem">
            {t(`manager.preview.${problem}`)}
          </p>
        )}
        {shown && !problem && <PreviewView preview={shown} site={site} />}
      </section>
    </main>
  );
}
