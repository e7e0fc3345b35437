import type { Preview, PreviewSide } from '../../../core/contract/manager.ts';
import { className } from '../../counter/names.ts';
import { type Say, useText } from '../../counter/use-text.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import type { Text } from '../../text/text.ts';
import { Dumbbells } from '../charts/dumbbells.tsx';
import { Mirror } from '../charts/mirror.tsx';
import { dayWords, minutesOf } from '../times.ts';
import { ruleWords } from './rule-words.ts';

interface Props {
  readonly preview: Preview;
  readonly site: SiteOnScreen;
}

/** Who would have waited how long: in words, as pairs of dots, and as two distributions back to back. */
export function PreviewView({ preview, site }: Props) {
  const { t, say } = useText();
  const { day, present, other, sides, people, fitMs, uncalled } = preview;
  const rows = (of: 'meanMs' | 'p90Ms') =>
    sides.map((side) => ({
      id: side.id,
      name: sideName(side.id, site, t, say),
      people: side.present.people,
      present: side.present.wait && minutesOf(side.present.wait[of]),
      other: side.other.wait && minutesOf(side.other.wait[of]),
    }));
  const paired = sides.filter(
    ({ id, presentSteps }) => (id === 'ordinary' || id === 'priority') && presentSteps.length > 0,
  );
  const all = sides.find(({ id }) => id === 'all');
  return (
    <>
      <section className="card">
        <h2>
          {dayWords(day, t)}: {ruleWords(present.rule, t)} <Arrow /> {ruleWords(other.rule, t)}
        </h2>
        <ul className="conclusions" data-testid="conclusions">
          {sides
            .filter(({ id }) => id === 'priority' || id === 'ordinary')
            .map((side) => (
              <li key={side.id}>{conclusion(side, sideName(side.id, site, t, say), t)}</li>
            ))}
          {all?.present.withinTarget !== undefined && all.other.withinTarget !== undefined && (
            <li>{t('manager.preview.late', { present: late(all.present), other: late(all.other) })}</li>
          )}
          {uncalled.present !== uncalled.other && <li>{t('manager.preview.uncalled', uncalled)}</li>}
        </ul>
      </section>
      <section className="card">
        <h2>{t('manager.preview.mean')}</h2>
        <Dumbbells rows={rows('meanMs')} />
      </section>
      <section className="card">
        <h2>{t('manager.preview.p90')}</h2>
        <Dumbbells rows={rows('p90Ms')} />
      </section>
      {paired.length > 0 && (
        <section className="card mirrors">
          <h2>{t('manager.preview.spread')}</h2>
          {paired.map((side) => (
            <Mirror
              key={side.id}
              name={sideName(side.id, site, t, say)}
              present={side.presentSteps}
              other={side.otherSteps}
            />
          ))}
        </section>
      )}
      <p className="few-note" data-testid="fit">
        {t('manager.preview.fit', { n: people, fit: minutesOf(fitMs) })} {t('manager.few5')}
      </p>
    </>
  );
}

function conclusion({ present, other }: PreviewSide, side: string, t: Text): string {
  if (!present.wait || !other.wait) return `${side}: ${t('manager.fewPeople')}`;
  const n = minutesOf(other.wait.meanMs) - minutesOf(present.wait.meanMs);
  if (n === 0) return t('manager.preview.same', { side });
  return n < 0 ? t('manager.preview.shorter', { side, n: -n }) : t('manager.preview.longer', { side, n });
}

const late = ({ withinTarget = 1 }: PreviewSide['present']): number => Math.round((1 - withinTarget) * 100);

function sideName(id: string, site: SiteOnScreen, t: Text, say: Say): string {
  if (id === 'all' || id === 'priority' || id === 'ordinary') return t(`manager.preview.sides.${id}`);
  return className(site, id, say);
}

function Arrow() {
  return (
    <svg className="arrow" viewBox="0 0 24 12" aria-hidden="true">
      <path d="M0 6h20M15 1l6 5-6 5" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
