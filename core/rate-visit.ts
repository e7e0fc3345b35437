import type { Step, Visit, VisitEvent } from './visit.ts';

type Rating = Extract<Visit, { at: 'rating' }>;

/**
 * Moves a rating on; nothing where the event is not the rating's. One is on its way at a time, and what was sent is
 * kept by the hub also where the citizen has gone on.
 */
export function rateVisit(visit: Rating, event: VisitEvent): Step | undefined {
  switch (event.type) {
    case 'rating-asked':
      return [visit];
    case 'rated': {
      if (visit.isSending) return [visit];
      const { type: _, ...rating } = event;
      return [
        { at: 'rating', isSending: true },
        { do: 'rate', ...rating },
      ];
    }
    case 'rating-settled': {
      if (!visit.isSending) return [visit];
      const { kept } = event;
      return [kept.ok ? { at: 'thanked' } : { at: 'rating', isSending: false, fault: kept.fault }];
    }
    default:
      return undefined;
  }
}
