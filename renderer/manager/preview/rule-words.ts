import type { Policy } from '../../../core/queue/settings.ts';
import type { Text } from '../../text/text.ts';

/** `2:1, không quá 30 phút` */
export function ruleWords(rule: Policy['rule'], t: Text): string {
  switch (rule.kind) {
    case 'ratio':
      return t('manager.preview.rules.ratio', {
        priority: rule.priority,
        ordinary: rule.ordinary,
        guard: rule.guardMinutes,
      });
    case 'statutory':
      return t('manager.preview.rules.statutory');
    case 'aging':
      return t('manager.preview.rules.aging', { n: rule.minutesPerWeight });
  }
}
