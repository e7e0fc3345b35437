import { type ReactNode, useEffect, useState } from 'react';
import { Clock } from '../shared/clock.tsx';
import { Seal } from '../shared/seal.tsx';
import { AssistBar } from './assist-bar.tsx';
import { useKiosk } from './use-kiosk.ts';
import './frame.css';

interface Props {
  /** Names the question; a new name is a new screen under the finger. */
  readonly name: string;
  /** `picture`: something to see or do beside the screen. `question`: something to choose on it. */
  readonly layout: 'picture' | 'question';
  /** `amber`: it did not work yet, and there is a way on. `night`: the machine is at work. */
  readonly tone?: 'teal' | 'amber' | 'night';
  readonly step?: 1 | 2;
  readonly greeting?: string;
  readonly hero: ReactNode;
  readonly children?: ReactNode;
}

const settleMs = 400;

/** What all screens have in common: who we are, the hour, the step, and the bar at the bottom. */
export function Frame({ name, layout, tone = 'teal', step, greeting, hero, children }: Props) {
  const isSettled = useSettled(name);
  return (
    <>
      <main className="frame" data-layout={layout} data-tone={tone}>
        <fieldset className="stage" disabled={!isSettled}>
          <section className={tone === 'amber' ? 'hero' : 'hero tiles'}>
            <Header />
            {(greeting || step) && (
              <div className="marker">
                {greeting && <p className="greeting">{greeting}</p>}
                {step && <StepMarker step={step} />}
              </div>
            )}
            {hero}
          </section>
          {children && <section className="sheet">{children}</section>}
        </fieldset>
      </main>
      <AssistBar />
    </>
  );
}

function Header() {
  const { site, language, say } = useKiosk();
  return (
    <header className="header">
      <Seal />
      <div className="organisation">
        <b>{say(site.organisation)}</b>
        <span>{say(site.address)}</span>
      </div>
      <Clock timeZone={site.timeZone} language={language} />
    </header>
  );
}

function StepMarker({ step }: { readonly step: 1 | 2 }) {
  const { t } = useKiosk();
  return (
    <div className="step-marker">
      <span>{t('kiosk.step', { step })}</span>
      {[1, 2, 3].map((each) => (
        <i key={each} className={each <= step ? 'is-reached' : ''} />
      ))}
    </div>
  );
}

/** A finger that taps twice must not press what has just appeared under it. */
function useSettled(name: string): boolean {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), settleMs);
    return () => clearTimeout(timer);
  }, [name]);
  return settled === name;
}
