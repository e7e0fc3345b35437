import type { Page } from 'playwright';
import type { Citizen } from '../fakes/card/citizens.ts';
import { mrzText } from '../fakes/card/codes.ts';
import type { CardOptions } from '../fakes/card/virtual-card.ts';
import type { Stage } from './stage.ts';

/** The screen of the kiosk that is in this state; waits until it is. */
export const screen = (kiosk: Page, at: string) => kiosk.locator(`[data-screen="${at}"]`).waitFor();

/** Lays the card down and holds its MRZ to the scanner. */
export async function tap(kiosk: Page, stage: Stage, citizen: Citizen, options?: CardOptions): Promise<void> {
  await screen(kiosk, 'welcome');
  await stage.reader.place(citizen, options);
  await screen(kiosk, 'keying');
  stage.scanner.scan(mrzText(citizen));
}

/** From "is this you?" to the number on the screen, and gives it. */
export async function confirmAndChoose(kiosk: Page, service = 'chung-thuc'): Promise<string> {
  await screen(kiosk, 'confirming');
  await kiosk.getByTestId('confirm').click();
  return choose(kiosk, service);
}

/** Touches the tile of a service; gives the number that the screen shows at the end. */
export async function choose(kiosk: Page, service = 'chung-thuc'): Promise<string> {
  await kiosk.getByTestId(`service-${service}`).click();
  await screen(kiosk, 'done');
  return ((await kiosk.getByTestId('number').textContent()) ?? '').replace(/\s/g, '');
}

/** A number without a card, from welcome to the end of the visit. */
export async function takeNumberWithoutCard(kiosk: Page, service?: string): Promise<string> {
  await screen(kiosk, 'welcome');
  await kiosk.getByTestId('skip-card').click();
  const number = await choose(kiosk, service);
  await kiosk.getByTestId('leave').click();
  await screen(kiosk, 'welcome');
  return number;
}
