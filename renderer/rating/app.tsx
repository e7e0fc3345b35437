import { useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { QueueNumber } from '../shared/queue-number.tsx';
import { Seal } from '../shared/seal.tsx';
import { useSite } from '../shared/use-site.ts';
import { textIn } from '../text/text.ts';
import { Question } from './question.tsx';
import { useTablet } from './use-tablet.ts';

const query = new URLSearchParams(location.search);
const asked = { counter: query.get('counter') ?? '', site: query.get('site') ?? undefined };

/** The tablet at a counter, towards the citizen: whose turn it is, and afterwards five faces. */
export function App({ hub }: { hub: HubClient }) {
  const site = useSite(hub, asked.site);
  const { state, touched, answered } = useTablet(asked.counter, asked.site);
  const [thanked, setThanked] = useState<string>();
  const counter = site?.counters.find(({ id }) => id === asked.counter);
  const t = textIn(state.asked?.language ?? state.inHand?.language ?? 'vi');
  const isOpen = state.asked && state.asked.number !== thanked;
  return (
    <div className="tablet tiles" data-link={state.link}>
      <header>
        <Seal />
        <h1>{counter?.name.vi ?? (site && t('rating.tablet.unknown'))}</h1>
        {state.link === 'lost' && <p className="lost">{t('rating.tablet.lost')}</p>}
      </header>
      {isOpen && state.asked ? (
        <Question
          key={state.asked.number}
          hub={hub}
          counter={asked.counter}
          site={asked.site}
          asked={state.asked}
          touched={touched}
          end={() => {
            setThanked(state.asked?.number);
            answered();
          }}
        />
      ) : (
        <main className="calm">
          {state.inHand ? (
            <>
              <p>{t('rating.tablet.serving')}</p>
              <QueueNumber number={state.inHand.number} testId="serving" />
            </>
          ) : (
            <p data-testid="nobody">{t('rating.tablet.calm')}</p>
          )}
        </main>
      )}
    </div>
  );
}
