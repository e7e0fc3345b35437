import { useKiosk } from './use-kiosk.ts';
import { Working } from './working.tsx';

export function Issuing() {
  const { t } = useKiosk();
  return <Working name="issuing" headline={t('kiosk.issuing.headline')} />;
}
