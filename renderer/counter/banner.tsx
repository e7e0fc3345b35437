import { Late } from './marks.tsx';
import { useText } from './use-text.ts';

/** The link is lost: what to do meanwhile, and how old the lists are. */
export function Banner({ since }: { readonly since: string }) {
  const { t } = useText();
  return (
    <div className="banner" role="alert" data-testid="offline">
      <Late />
      <b>{t('counter.offline.title')}</b>
      <span>{t('counter.offline.since', { time: since })}</span>
    </div>
  );
}
