import type { Ratings } from '../../../core/contract/manager.ts';
import type { RatingReason } from '../../../core/rating.ts';
import { useText } from '../../counter/use-text.ts';
import { Face } from '../../shared/face.tsx';
import { Bars } from '../charts/bars.tsx';
import { drawn } from '../few-words.ts';

const scores = [5, 4, 3, 2, 1] as const;

/** What citizens thought: five faces with how many chose each, and what was not good. */
export function RatingCards({ ratings }: { readonly ratings: Ratings }) {
  const { t, language } = useText();
  const { people, mean, reasons } = ratings;
  const given = reasons.filter((reason) => reason.people !== 0);
  return (
    <>
      <section className="card" data-testid="ratings">
        <h2>{t('manager.ratings.title')}</h2>
        {people === 0 ? (
          <p className="nothing">{t('manager.ratings.nothing')}</p>
        ) : (
          <>
            {mean !== undefined && (
              <p className="sentence">
                {t('manager.ratings.sentence', {
                  n: people,
                  mean: mean.toLocaleString(language, { maximumFractionDigits: 1 }),
                })}
              </p>
            )}
            <Bars
              bars={scores.map((score) => ({
                id: String(score),
                people: ratings.scores[score - 1] ?? 0,
                name: (
                  <span className="rated">
                    <Face score={score} />
                    {t(`rating.scores.${score}`)}
                  </span>
                ),
              }))}
            />
          </>
        )}
      </section>
      {given.length > 0 && (
        <section className="card">
          <h2>{t('manager.ratings.reasons')}</h2>
          <Bars
            bars={given
              .toSorted((a, b) => (drawn(b.people) ?? 0) - (drawn(a.people) ?? 0))
              .map(({ id, people: count }) => ({ id, people: count, name: t(`rating.reasons.${id as RatingReason}`) }))}
          />
        </section>
      )}
    </>
  );
}
