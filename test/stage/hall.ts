import type { Browser, Page } from 'playwright';
import { type Stage, staff } from './stage.ts';

/** The two screens of the hall: a counter where staff are signed in, and the board. */
export interface Hall {
  readonly counter: Page;
  readonly board: Page;
  close(): Promise<void>;
}

export async function openHall(browser: Browser, stage: Stage): Promise<Hall> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [counter, board] = [await context.newPage(), await context.newPage()];
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.goto(`${stage.hub.url}/board/`);
  await counter.goto(`${stage.hub.url}/counter/`);
  await counter.locator('input[name=name]').fill(staff.name);
  await counter.locator('input[name=password]').fill(staff.password);
  await counter.locator('select[name=counter]').selectOption('quay-3');
  await counter.locator('form button[type=submit]').click();
  await counter.getByTestId('call-next').waitFor();
  return { counter, board, close: () => context.close() };
}
