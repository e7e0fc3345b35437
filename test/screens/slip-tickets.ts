import type { TicketState } from '../../core/contract/remote.ts';

type Step = TicketState['steps'][number];

const certification = { vi: 'Chứng thực', en: 'Certification' };
const counter = { vi: 'Quầy 3', en: 'Counter 3' };
const at = { counter, floor: 1, calledAt: '2026-11-25T02:12:00.000Z' };
export const wait = { fromMinutes: 20, toMinutes: 35 };

export function ticket(given: Partial<TicketState> & { readonly steps: TicketState['steps'] }): TicketState {
  return {
    number: 'B027',
    organisation: { vi: 'Trung tâm Phục vụ hành chính công', en: 'Public Administration Service Centre' },
    timeZone: 'Asia/Ho_Chi_Minh',
    language: 'vi',
    isOver: false,
    mayRate: false,
    ...given,
  };
}

export function step(state: Step['state'], given: Partial<Step> = {}): Step {
  return { service: certification, state, ...given };
}

/** A ticket in each of its states, with the longest words that we have met. */
export const tickets = {
  waiting: ticket({ steps: [step('waiting', { ahead: 7, wait })] }),
  next: ticket({ steps: [step('waiting', { ahead: 0, wait: { fromMinutes: 0, toMinutes: 5 } })] }),
  expected: ticket({ steps: [step('waiting', { appointmentAt: '2026-11-27T03:00:00.000Z' })] }),
  called: ticket({ number: 'AK012', steps: [step('called', at)] }),
  serving: ticket({ steps: [step('serving', at)] }),
  held: ticket({ steps: [step('held', at)] }),
  missed: ticket({ steps: [step('missed', at)] }),
  comesBack: ticket({ steps: [step('missed', { ...at, returnsAt: '2026-11-25T02:17:00.000Z' })] }),
  finished: ticket({ isOver: true, mayRate: true, steps: [step('finished', at)] }),
  rated: ticket({ isOver: true, steps: [step('finished', at)] }),
  cancelled: ticket({ isOver: true, steps: [step('cancelled')] }),
  past: ticket({ isOver: true, steps: [step('waiting')] }),
  journey: ticket({
    number: 'A0147',
    organisation: { vi: 'Trung tâm Y tế Thanh Liêm', en: 'Thanh Liem Health Centre' },
    steps: [
      step('finished', { service: { vi: 'Tiếp đón', en: 'Reception' } }),
      step('finished', { service: { vi: 'Khám bệnh', en: 'Consultation' } }),
      step('called', {
        service: { vi: 'Xét nghiệm', en: 'Laboratory' },
        counter: { vi: 'Phòng 204', en: 'Room 204' },
        floor: 2,
        calledAt: '2026-11-25T02:12:00.000Z',
      }),
      step('waiting', { service: { vi: 'Chẩn đoán hình ảnh', en: 'Imaging' }, ahead: 12, wait }),
      step('blocked', { service: { vi: 'Khám bệnh', en: 'Consultation' } }),
      step('blocked', { service: { vi: 'Nhà thuốc', en: 'Pharmacy' } }),
    ],
  }),
} as const satisfies Record<string, TicketState>;
