import type { Screen } from '../../core/contract/kiosk.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { Frame } from './frame.tsx';
import { IdCard } from './id-card.tsx';
import { useKiosk } from './use-kiosk.ts';
import './reading.css';

export function Reading({ screen: { percent } }: { readonly screen: Extract<Screen, { at: 'reading' }> }) {
  const { t, send } = useKiosk();
  const hero = (
    <>
      <h1>{t('kiosk.reading.headline')}</h1>
      <p className="hint">{t('kiosk.reading.hint')}</p>
      <Ring percent={percent} />
    </>
  );
  return (
    <Frame name="reading" layout="picture" tone="night" hero={hero}>
      <ul className="ticks">
        <Tick state="ended" words={t('kiosk.reading.seen')} />
        <Tick state={percent < 100 ? 'running' : 'ended'} words={t('kiosk.reading.reading')} />
        <Tick state={percent < 100 ? 'ahead' : 'ended'} words={t('kiosk.reading.finished')} />
      </ul>
      <Button kind="ghost" className="stop" testId="leave" onPress={() => send({ type: 'left' })}>
        {t('kiosk.reading.stop')}
      </Button>
    </Frame>
  );
}

/** Bytes read of bytes to read: an honest figure, so it may be slow and never runs backwards. */
function Ring({ percent }: { readonly percent: number }) {
  const { t } = useKiosk();
  return (
    <div className="picture ring" role="progressbar" aria-label={t('kiosk.reading.progress')} aria-valuenow={percent}>
      <svg viewBox="0 0 700 700" aria-hidden="true">
        <circle cx="350" cy="350" r="300" fill="#06343b" stroke="#12606b" strokeWidth="40" />
        <circle
          className="ring-read"
          cx="350"
          cy="350"
          r="300"
          fill="none"
          stroke="#f4b740"
          strokeWidth="40"
          strokeLinecap="round"
          pathLength="100"
          strokeDasharray={`${percent} 100`}
          transform="rotate(-90 350 350)"
        />
        <g transform="translate(190 130) scale(.68)">
          <IdCard />
        </g>
        <text x="350" y="500" textAnchor="middle" className="percent" data-testid="percent">
          {`${percent}%`}
        </text>
      </svg>
    </div>
  );
}

function Tick({ state, words }: { readonly state: 'ended' | 'running' | 'ahead'; readonly words: string }) {
  return (
    <li className={`tick is-${state}`}>
      <i>{state === 'ended' && <Icon name="check" />}</i>
      {words}
    </li>
  );
}
