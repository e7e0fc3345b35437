import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSite, type Site } from '../../../core/settings.ts';

const file = path.resolve(import.meta.dirname, '../../../assets/sites/ha-dong.json');
const example = JSON.parse(readFileSync(file, 'utf8'));

const counter = (number: number, ...services: string[]) => ({
  id: `quay-${number}`,
  name: { vi: `Quầy ${number}`, en: `Counter ${number}` },
  services,
});
const counters = [
  counter(1, 'ket-qua'),
  counter(2, 'tro-cap'),
  counter(3, 'chung-thuc', 'ho-tich'),
  counter(4, 'ho-tich', 'chung-thuc'),
  counter(5, 'dat-dai', 'xay-dung'),
];

/** Five counters in one hall. */
export const wardOffice = parsed({ ...example, counters, queue: {} });

const room = (number: string, floor: number) => ({
  id: `phong-${number.toLowerCase()}`,
  name: { vi: `Phòng ${number}`, en: `Room ${number}` },
  services: ['chung-thuc', 'ho-tich'],
  kind: 'room',
  floor,
  zone: 'kham',
});

/** A hospital: rooms on three floors in one zone, the desks of another. */
export const hospital = parsed({
  ...example,
  organisation: { vi: 'Bệnh viện Đa khoa Hà Đông', en: 'Ha Dong General Hospital' },
  queue: {
    zones: [
      { id: 'tiep-don', name: { vi: 'Tiếp đón', en: 'Reception' } },
      { id: 'kham', name: { vi: 'Khu khám bệnh', en: 'Consultation' } },
    ],
  },
  counters: [
    ...counters,
    ...['101', '102', '205', '206', '207'].map((number) => room(number, Number(number[0]))),
    room('G12', 0),
    { ...room('209', 2), id: 'noi', name: { vi: 'Phòng khám Nội tổng hợp 2', en: 'General Medicine 2' } },
  ],
});

function parsed(settings: unknown): Site {
  const site = parseSite(JSON.stringify(settings), 'a site of the gallery');
  if (!site.ok) throw new Error(site.fault.join('\n'));
  return site.value;
}
