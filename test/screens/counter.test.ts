import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, fillSignIn, launch, password, Stage } from './counter-stage.ts';

let browser: Browser;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
});
afterEach(async () => {
  await page.context().close();
  await stage.close();
});

const inHand = () => page.getByTestId('in-hand-number');
const says = (notice: string) => page.waitForSelector(`[data-testid=notice][data-notice=${notice}]`);
/** The screen takes no second order until the first has settled. */
const ready = () => page.waitForSelector('[data-testid=call-next][aria-disabled=false]');
const callsOf = (pathEnd: string): Promise<string>[] => {
  const bodies: Promise<string>[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(pathEnd)) bodies.push(Promise.resolve(request.postData() ?? ''));
  });
  return bodies;
};

describe('the sign-in of a counter', () => {
  it('says that a password is wrong, and remembers the counter', async () => {
    await page.goto(`${stage.hub.url}/counter/`);
    await fillSignIn(page, 'sai-mật-khẩu');
    await page.selectOption('[name=counter]', 'quay-3');
    await page.click('[type=submit]');
    await page.getByText('Tên hoặc mật khẩu chưa đúng').waitFor();
    await page.reload();
    expect(await page.inputValue('[name=counter]')).toBe('quay-3');
  });

  it('comes back when the session has ended, and loses nothing', async () => {
    const number = await stage.issue('chung-thuc');
    await stage.signIn(page, 'quay-3');
    await page.keyboard.press('Space');
    await inHand().waitFor();
    await ready();
    await stage.hub.addStaff({ name: 'ha', displayName: 'Trần Thu Hà', password });
    await page.keyboard.press('h');
    await page.getByText('Phiên làm việc đã hết').waitFor();
    await fillSignIn(page, password);
    await page.click('[type=submit]');
    await inHand().waitFor();
    expect(await inHand().textContent()).toBe(number);
  });

  it('is over after signing out', async () => {
    await stage.signIn(page, 'quay-3');
    await page.getByTestId('sign-out').click();
    await page.getByTestId('sign-in').waitFor();
    await page.reload();
    await page.getByTestId('sign-in').waitFor();
  });
});

describe('the desk of a counter', () => {
  it('calls by Space whom the hub chooses, and says whose card was read and why', async () => {
    const [first, second] = [await stage.issue('ho-tich', 20), await stage.issue('chung-thuc', 10, 'none')];
    await stage.issue('dat-dai', 30);
    await stage.signIn(page, 'quay-3');
    expect(await page.getByTestId('waiting-row').count()).toBe(2);
    await page.keyboard.press('Space');
    await page.getByTestId('identity').getByText('Thẻ chip đã xác thực').waitFor();
    expect(await inHand().textContent()).toBe(first);
    await page.getByTestId('reason').getByText('chờ lâu nhất').waitFor();
    await ready();
    await page.keyboard.press('Space');
    await page.getByTestId('identity').getByText('Không thẻ').waitFor();
    expect(await inHand().textContent()).toBe(second);
    expect(await page.getByTestId('count-finished').textContent()).toBe('1');
  });

  it('takes a double press for one', async () => {
    const first = await stage.issue('chung-thuc', 2);
    await stage.issue('chung-thuc', 1);
    await stage.signIn(page, 'quay-3');
    const sent = callsOf('/counter/callNext');
    await page.getByTestId('call-next').dblclick();
    await page.keyboard.press('Space');
    await ready();
    expect(await inHand().textContent()).toBe(first);
    expect(sent).toHaveLength(1);
  });

  it('hears no keys while somebody types, nor a key that is held down', async () => {
    await stage.issue('chung-thuc');
    await stage.signIn(page, 'quay-3');
    const sent = callsOf('/counter/callNext');
    await page.evaluate(() => document.body.append(document.createElement('input')));
    await page.locator('body > input').click();
    await page.keyboard.type('r n f ');
    await page.locator('body > input').blur();
    await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: ' ', repeat: true })));
    expect(sent).toHaveLength(0);
    await page.keyboard.press('Space');
    await inHand().waitFor();
    expect(sent).toHaveLength(1);
  });

  it('says when nobody waits, and which counter has the number that it was refused', async () => {
    await stage.signIn(page, 'quay-3');
    await page.keyboard.press('Space');
    await says('nobodyWaits');
    const number = await stage.issue('chung-thuc');
    await page.getByTestId('waiting-row').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    const colleague = await stage.colleague();
    await colleague.callNext(at('quay-4'));
    await page.keyboard.press('1');
    await says('TICKET_ELSEWHERE');
    await page.getByText('Quầy 4 đang giữ số này').waitFor();
  });
});

describe('a counter whose hub goes away', () => {
  it('says so with the time, keeps its lists, sends the same order again, and calls once', async () => {
    const [first] = [await stage.issue('chung-thuc', 2), await stage.issue('chung-thuc', 1)];
    await stage.signIn(page, 'quay-3');
    const sent = callsOf('/counter/callNext');
    await stage.stopHub();
    await page.waitForSelector('[data-link=lost]');
    await page.getByText('Đang ngoại tuyến – gọi theo phiếu giấy').waitFor();
    expect(await page.getByTestId('waiting-row').count()).toBe(2);
    expect(await page.locator('.side').getAttribute('data-old')).toBe('true');
    await page.keyboard.press('Space');
    await says('retrying');
    await stage.startHub();
    await inHand().waitFor();
    await page.waitForSelector('[data-link=live]');
    await ready();
    expect(await page.getByTestId('offline').count()).toBe(0);
    expect(await inHand().textContent()).toBe(first);
    expect(await page.getByTestId('waiting-row').count()).toBe(1);
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(await Promise.all(sent)).size).toBe(1);
  });

  it('takes an answer that was lost on the way for what it was', async () => {
    const [first] = [await stage.issue('chung-thuc', 2), await stage.issue('chung-thuc', 1)];
    await stage.signIn(page, 'quay-3');
    await page.route(
      '**/rpc/counter/callNext',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.keyboard.press('Space');
    await inHand().waitFor();
    await ready();
    expect(await inHand().textContent()).toBe(first);
    expect(await page.getByTestId('waiting-row').count()).toBe(1);
  });

  it('takes a silent feed for a lost one', async () => {
    let isSilent = false;
    await page.routeWebSocket(/\/live/, (screen) => {
      const hub = screen.connectToServer();
      hub.onMessage((message) => {
        if (!isSilent) screen.send(message);
      });
    });
    await page.clock.install();
    await stage.signIn(page, 'quay-3');
    isSilent = true;
    await page.clock.fastForward(13_000);
    await page.waitForSelector('[data-link=lost]');
    isSilent = false;
    await page.clock.fastForward(13_000);
    await page.waitForSelector('[data-link=live]');
  });
});
