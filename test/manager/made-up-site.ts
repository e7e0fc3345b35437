import { readFileSync } from 'node:fs';
import { parseSite, type Site } from '../../core/settings.ts';

const words = (vi: string, en: string) => ({ vi, en });

/** Hà Đông with classes, results, an express lane and one counter that nobody mans. */
export function madeUpSite(change: (example: Record<string, unknown>) => void = () => {}): Site {
  const file = new URL('../../assets/sites/ha-dong.json', import.meta.url);
  const example = JSON.parse(readFileSync(file, 'utf8'));
  example.queue = {
    ...example.queue,
    policy: {},
    classes: [
      { id: 'cap-cuu', name: words('Khẩn cấp', 'Emergency'), weight: 100, isUrgent: true },
      { id: 'cao-tuoi', name: words('Người cao tuổi', 'Older people'), weight: 10, fromAge: 75 },
      { id: 'khuyet-tat', name: words('Người khuyết tật', 'Disabled people'), weight: 20 },
    ],
    results: [
      { id: 'tra-ngay', name: words('Trả ngay', 'Done at once') },
      { id: 'hen-tra', name: words('Hẹn trả', 'Come back later') },
      { id: 'buu-chinh', name: words('Trả qua bưu chính', 'By post') },
    ],
  };
  Object.assign(example.services[0], { lane: 'express', targetMinutes: 15, usualMinutes: 4 });
  Object.assign(example.services[1], { usualMinutes: 6 });
  example.counters.push({
    id: 'quay-9',
    name: words('Quầy 9', 'Counter 9'),
    services: ['chung-thuc', 'ket-qua'],
  });
  change(example);
  const site = parseSite(JSON.stringify(example), 'a made-up site');
  if (!site.ok) throw new Error(site.fault.join('\n'));
  return site.value;
}
