import type { Turn } from '../../core/queue/turn.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import type { Desk } from './desk.ts';
import { Late } from './marks.tsx';
import { serviceName } from './names.ts';
import { summaries } from './pace.ts';
import { clockTime } from './times.ts';
import { useText } from './use-text.ts';
import './panels.css';

const FINISHED_SHOWN = 4;

interface ChecklistProps {
  readonly turn: Turn;
  readonly site: SiteOnScreen;
  readonly ticked: ReadonlySet<number>;
  readonly tick: (line: number) => void;
}

/** What staff look at before they begin; nothing where the service names nothing. */
export function Checklist({ turn, site, ticked, tick }: ChecklistProps) {
  const { t, say } = useText();
  const lines = site.services.find(({ id }) => id === turn.service)?.checklist ?? [];
  if (lines.length === 0) return null;
  return (
    <section className="panel checklist" data-testid="checklist">
      <h2>
        {t('counter.checklist')}
        <span className="fig">{`${ticked.size}/${lines.length}`}</span>
      </h2>
      <ul>
        {lines.map((line, index) => (
          <li key={line.vi}>
            <label className="tick">
              <input type="checkbox" checked={ticked.has(index + 1)} onChange={() => tick(index + 1)} />
              <span>{say(line)}</span>
              {index < 9 && <kbd>{index + 1}</kbd>}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PanelProps {
  readonly desk: Desk;
  readonly site: SiteOnScreen;
}

/** What this counter has done last. */
export function Lately({ desk, site }: PanelProps) {
  const { t, say } = useText();
  return (
    <section className="panel lately">
      <h2>{t('counter.today.finished')}</h2>
      {desk.finished.length === 0 && <p className="none">{t('counter.today.nothing')}</p>}
      <ul>
        {desk.finished.slice(0, FINISHED_SHOWN).map((turn) => (
          <li key={turn.id}>
            <b className="fig">{turn.number}</b>
            <span>{serviceName(site, turn.service, say)}</span>
            <em className="fig">{clockTime(turn.finishedAt ?? turn.issuedAt, site.timeZone)}</em>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ByServiceProps extends PanelProps {
  readonly counter: CounterOnScreen;
  readonly now: number;
}

/** How each service of the counter stands: how many wait, who longest, how many for too long. */
export function ByService({ desk, site, counter, now }: ByServiceProps) {
  const { t, say } = useText();
  const services = site.services.filter(({ id }) => counter.services.includes(id));
  return (
    <section className="panel by-service">
      <h2>{t('counter.today.services')}</h2>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('counter.today.waiting')}</th>
            <th scope="col">{t('counter.today.longest')}</th>
            <th scope="col">{t('counter.today.late')}</th>
          </tr>
        </thead>
        <tbody>
          {summaries(desk.waiting, services, now).map(({ service, waiting, longestMinutes, late }) => (
            <tr key={service} className={late > 0 ? 'late' : undefined}>
              <th scope="row">{serviceName(site, service, say)}</th>
              <td className="fig">{waiting}</td>
              <td className="fig">{waiting > 0 ? `${longestMinutes}’` : '–'}</td>
              <td className="fig">
                {late > 0 && <Late />}
                {late > 0 ? late : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
