import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from '../../core/estimate/agenda.ts';

test('what is earliest comes first, whatever was added when', () => {
  const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant('take' as const)), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (given) => {
      const agenda = new Agenda<number>();
      let model: number[] = [];
      for (const step of given) {
        expect(agenda.nextAt).toBe(Math.min(...model));
        if (step === 'take') {
          const taken = agenda.take();
          expect(taken).toBe(model.length > 0 ? Math.min(...model) : undefined);
          model = model.toSpliced(model.indexOf(taken!), model.length > 0 ? 1 : 0);
        } else {
          agenda.add(step, step);
          model.push(step);
        }
      }
    }),
  );
});
