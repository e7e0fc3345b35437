import type { LiveFigures as Live } from '../../../core/contract/manager.ts';
import { useText } from '../../counter/use-text.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { type Before, Figure, wasThen } from '../figure.tsx';
import { dayWords, minutesOf, minutesOver } from '../times.ts';

interface Props {
  readonly live: Live;
  readonly site: SiteOnScreen;
}

export function LiveFigures({ live: { figures, before, services }, site }: Props) {
  const { t } = useText();
  const minute = t('manager.minutes', { n: '' }).trim();
  const mean = figures.meanMs === undefined ? undefined : minutesOf(figures.meanMs);
  const satisfied = figures.satisfied === undefined ? undefined : percent(figures.satisfied);
  const isLate = services.some(
    ({ id, longestMs }) => minutesOver(longestMs) > (targetOf(site, id) ?? Number.POSITIVE_INFINITY),
  );
  const ghost = (
    was: number | undefined,
    now: number | undefined,
    value: (was: number) => string = String,
  ): Before | undefined => {
    if (!before || was === undefined) return undefined;
    const day = dayWords(before.day, t);
    const hint = t('manager.figures.beforeHint', { day });
    return { day, value: value(was), was: now === undefined ? 'same' : wasThen(was, now), hint };
  };
  const beforeMean = before?.meanMs === undefined ? undefined : minutesOf(before.meanMs);
  const beforeSatisfied = before?.satisfied === undefined ? undefined : percent(before.satisfied);
  return (
    <dl className="figures">
      <Figure
        id="waiting"
        value={figures.waiting}
        label={t('manager.figures.waiting')}
        before={ghost(before?.waiting, figures.waiting)}
      />
      <Figure
        id="longest"
        value={minutesOver(figures.longestMs)}
        unit={minute}
        label={t('manager.figures.longest')}
        isLate={isLate}
        note={isLate ? t('manager.waiting.late') : undefined}
      />
      <Figure
        id="mean"
        value={mean ?? '–'}
        unit={mean === undefined ? undefined : minute}
        label={t('manager.figures.mean')}
        before={ghost(beforeMean, mean)}
      />
      <Figure
        id="finished"
        value={figures.finished}
        label={t('manager.figures.finished')}
        before={ghost(before?.finished, figures.finished)}
      />
      <Figure
        id="counters"
        value={figures.open}
        unit={`/ ${site.counters.length}`}
        label={t('manager.figures.counters')}
        note={figures.paused > 0 ? t('manager.figures.paused', { n: figures.paused }) : undefined}
      />
      <Figure
        id="satisfied"
        value={satisfied ?? '–'}
        unit={satisfied === undefined ? undefined : '%'}
        label={t('manager.figures.satisfied')}
        before={ghost(beforeSatisfied, satisfied, (value) => `${value}%`)}
      />
    </dl>
  );
}

const percent = (share: number): number => Math.round(share * 100);

function targetOf(site: SiteOnScreen, id: string): number | undefined {
  return site.services.find((service) => service.id === id)?.targetMinutes;
}
