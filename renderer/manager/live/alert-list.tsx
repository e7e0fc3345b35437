import type { Alert } from '../../../core/queue/alerts.ts';
import { useText } from '../../counter/use-text.ts';
import { Icon } from '../../shared/icons.tsx';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { alertWords } from '../alert-words.ts';

interface Props {
  readonly alerts: readonly Alert[];
  readonly site: SiteOnScreen;
}

/** What needs somebody, in words, the worst first. */
export function AlertList({ alerts, site }: Props) {
  const { t, say } = useText();
  if (alerts.length === 0)
    return (
      <p className="calm" data-testid="calm">
        <Icon name="check" />
        <span>
          <b>{t('manager.alerts.calm')}</b> {t('manager.alerts.calmHint')}
        </span>
      </p>
    );
  return (
    <ol className="alert-list" aria-live="polite">
      {alerts.map((alert) => {
        const words = alertWords(alert, site, t, say);
        return (
          <li key={words} data-kind={alert.kind} data-testid="alert">
            <Icon name={icons[alert.kind]} />
            {words}
          </li>
        );
      })}
    </ol>
  );
}

const icons = {
  'nobody-serves': 'people',
  'over-target': 'clock',
  'long-line': 'people',
  'long-in-hand': 'slip',
  'long-pause': 'clock',
} as const satisfies Record<Alert['kind'], string>;
