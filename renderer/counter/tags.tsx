import type { Turn } from '../../core/queue/turn.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { Badge, SealCheck, Star } from './marks.tsx';
import { className } from './names.ts';
import { clockTime } from './times.ts';
import { useText } from './use-text.ts';

/** What staff should know of the one in hand: priority and what it rests on, the card, the language, an appointment. */
export function Tags({ turn, site }: { readonly turn: Turn; readonly site: SiteOnScreen }) {
  const { t, say } = useText();
  const { priority, identity, appointmentAt } = turn;
  const isProved = identity === 'card-proved';
  return (
    <div className="tags">
      {priority && (
        <span className="tag plain" data-testid="priority" data-proof={priority.proof}>
          <Star />
          {t('counter.priority.is', { class: className(site, priority.class, say) })}
          {priority.proof === 'self' ? (
            <em>
              {t('counter.priority.unverified')} <kbd>V</kbd>
            </em>
          ) : (
            <small>{t(`counter.priority.${priority.proof}`)}</small>
          )}
        </span>
      )}
      <span className={isProved ? 'tag' : 'tag plain'} data-testid="identity">
        {isProved ? <SealCheck /> : <Badge />}
        {t(`counter.inHand.${identity}`)}
      </span>
      {appointmentAt && (
        <span className="tag">
          {t('counter.inHand.appointment', { time: clockTime(appointmentAt, site.timeZone) })}
        </span>
      )}
      {turn.language === 'en' && <span className="tag">{t('counter.inHand.english')}</span>}
    </div>
  );
}
