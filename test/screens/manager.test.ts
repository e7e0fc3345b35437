import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands, signInAs } from '../hub/bench.ts';
import { openBrowser } from '../stage/browser.ts';
import { faint, overflowing } from './counter-legible.ts';
import { ManagerStage, password, site, today, yesterday } from './manager-stage.ts';
import { pdfPages, pdfText } from './pdf-text.ts';

let browser: Browser;
let stage: ManagerStage;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await ManagerStage.open(['manager']);
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
});
afterEach(() => page.context().close());

const manager = async () => commands(stage.hub.url, await signInAs(stage.hub, 'chi', { isManager: true })).manager;
const figure = (id: string) => page.getByTestId(`figure-${id}`).locator('dd > b').first();
const yesterdaysReport = async () => {
  await stage.signIn(page, 'report');
  await page.getByTestId('period-yesterday').click();
  await page.getByTestId('heat').waitFor();
  await page.getByTestId('sentence').waitFor();
};

describe('the pages of the manager', () => {
  it('are for a manager: a member of staff is told so', async () => {
    await stage.signIn(page, 'live', 'ha');
    await page.getByText('không phải của lãnh đạo').waitFor();
    await page.fill('[name=name]', 'minh');
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
    await page.getByTestId('live').waitFor();
    await page.getByTestId('sign-out').click();
    await page.getByTestId('sign-in').waitFor();
  });

  it('come back to the page they were on when the session has ended', async () => {
    await stage.signIn(page, 'calls');
    await page.getByTestId('call').first().waitFor();
    await stage.hub.addStaff({ name: 'minh', displayName: 'Lê Quang Minh', password, isManager: true });
    // A hub knows a session for two seconds without looking.
    await page.waitForTimeout(2_200);
    await page.locator('[name=day]').selectOption(yesterday);
    await page.getByText('Phiên làm việc đã hết').waitFor();
    await page.fill('[name=name]', 'minh');
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
    await page.getByTestId('calls-page').waitFor();
  });
});

describe('the moment', () => {
  it('shows what the hub says, the worst first', async () => {
    await stage.signIn(page);
    await page.getByTestId('live').waitFor();
    const live = await (await manager()).live();
    expect(await figure('waiting').textContent()).toBe(String(live.figures.waiting));
    expect(await figure('finished').textContent()).toBe(String(live.figures.finished));
    expect(await page.getByTestId('alert').count()).toBe(live.alerts.length);
    const late = live.alerts.findIndex(({ kind }) => kind === 'over-target');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(await page.getByTestId('alert').nth(late).textContent()).toMatch(/ chờ \d+ phút, hơn mức \d+\. Mở/);
    expect(await page.getByTestId('counter-quay-9').getAttribute('data-state')).toBe('idle');
    expect(await page.locator('.step-canvas canvas').count()).toBe(1);
  });

  it('keeps what it knows while the hub is away, and says so', async () => {
    await page.clock.install();
    await stage.signIn(page);
    await page.getByTestId('live').waitFor();
    const before = await figure('waiting').textContent();
    await page.route('**/rpc/manager/live', (route) => route.abort());
    await page.clock.fastForward(6_000);
    await page.getByText('Chưa tới được máy chủ').waitFor();
    expect(await figure('waiting').textContent()).toBe(before);
    await page.unroute('**/rpc/manager/live');
    await page.clock.fastForward(6_000);
    await page.locator('[data-testid=live][data-old=false]').waitFor();
  });
});

describe('the report', () => {
  it('is the one of the hub, in pictures', async () => {
    await yesterdaysReport();
    const report = await (await manager()).report({ from: yesterday, until: yesterday });
    expect(await figure('finished').textContent()).toBe(String(report.totals.finished));
    expect(await figure('mean').textContent()).toBe(String(Math.round(report.whole.wait!.meanMs / 60_000)));
    for (const { id, wait } of report.services) {
      const row = page.getByTestId(`wait-row-${id}`);
      expect(await row.locator('.range').count()).toBe(wait ? 1 : 0);
      if (!wait) expect(await row.textContent()).toMatch(/<5|ẩn/);
    }
    expect(await page.getByTestId('ratings').textContent()).toContain('trên 5, từ');
    expect(await page.getByTestId('estimate').textContent()).toContain('lệch trung bình 6 phút');
  });

  it('is taken along as a file', async () => {
    await yesterdaysReport();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('csv').click()]);
    expect(download.suggestedFilename()).toBe(`ha-dong-${yesterday}.csv`);
    let text = '';
    for await (const bytes of await download.createReadStream()) text += String(bytes);
    expect(text).toContain('Dịch vụ,Chứng thực,');
  });

  it('is printed on A4 as words and lines, without what can only be pressed', async () => {
    await yesterdaysReport();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const text = pdfText(pdf);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    expect(pdfPages(pdf)).toBeLessThanOrEqual(3);
    for (const words of [
      'Trung tâm Phục vụ hành chính công',
      'Báo cáo phục vụ: Thứ Ba 24/11',
      (await page.getByTestId('sentence').textContent())!.slice(0, 30),
      'Chờ theo dịch vụ (phút)',
      'Chứng thực',
      '07:00',
      'Rất hài lòng',
      'Thứ Sáu',
    ])
      expect(text).toContain(words);
    for (const pressed of ['Đăng xuất', 'Tải bảng CSV', 'Lê Quang Minh']) expect(text).not.toContain(pressed);
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
  });

  it('says when days cannot be reported on', async () => {
    await stage.signIn(page, 'report');
    await page.locator('[name=from]').fill('2026-01-01');
    await page.getByText('Chọn nhiều nhất 92 ngày').waitFor();
  });
});

describe('a rule that is tried', () => {
  it('is set beside the one in use, in words and in pairs', async () => {
    await stage.signIn(page, 'preview');
    await page.getByTestId('rule-statutory').click();
    await page.getByTestId('run').click();
    await page.getByTestId('conclusions').waitFor();
    expect(await page.getByTestId('conclusions').textContent()).toContain('Người ưu tiên chờ');
    for (const id of ['all', 'ordinary', 'priority'])
      expect(await page.getByTestId(`pair-${id}`).locator('.pair-other').count()).toBe(2);
    expect(await page.getByTestId('fit').textContent()).toContain('lệch thực tế trung bình 0 phút');
    expect(await page.locator('.mirror').count()).toBe(2);
  });

  it('is refused on a day without anybody', async () => {
    await page.route('**/rpc/manager/preview', (route) =>
      route.fulfill({ status: 404, json: { json: { defined: true, code: 'DAY_EMPTY', status: 404, message: '' } } }),
    );
    await stage.signIn(page, 'preview');
    await page.getByTestId('run').click();
    await page.getByText('Ngày này không có ai lấy số.').waitFor();
  });
});

describe('why a number was called', () => {
  it('is said of each call of a day, a hundred at a time', async () => {
    await stage.signIn(page, 'calls');
    await page.locator('[name=day]').selectOption(yesterday);
    await page.getByTestId('more').waitFor();
    expect(await page.getByTestId('call').count()).toBe(100);
    await page.getByTestId('more').click();
    await page.getByTestId('more').waitFor({ state: 'detached' });
    expect(await page.getByTestId('call').count()).toBeGreaterThan(140);
    const whys = await page.locator('.call-why').allTextContents();
    expect(whys.filter((why) => why === '' || /\{\{|reason\./.test(why))).toEqual([]);
  });

  it('is narrowed to calls out of order, with what staff gave', async () => {
    await stage.signIn(page, 'calls');
    await page.getByTestId('call').first().waitFor();
    await page.locator('[name=day]').selectOption(yesterday);
    await page.locator('[name=out-of-order]').check();
    await page.locator('[data-rule=chosen]').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('[data-testid=call]:not([data-rule=chosen])'));
    expect(await page.getByTestId('call').first().textContent()).toContain('quay lại bổ sung giấy tờ');
  });
});

describe('the words of the manager', () => {
  it.each([
    { width: 1440, height: 900, pages: ['live', 'report', 'preview', 'calls'] },
    { width: 1366, height: 768, pages: ['live', 'report', 'preview', 'calls'] },
    { width: 390, height: 844, pages: ['live'] },
  ])('fit and can be read at $width x $height, in both languages', async ({ width, height, pages }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${stage.hub.url}/manager/`);
    await page.getByTestId('sign-in').waitFor();
    await legible();
    await stage.signIn(page, pages[0]);
    await page.getByTestId('live').waitFor();
    for (const one of pages) {
      await page.goto(`${stage.hub.url}/manager/#${one}`);
      await settled[one as keyof typeof settled]();
      await legible();
      await page.getByTestId('language').click();
      await legible();
      await page.getByTestId('language').click();
    }
  });

  const settled = {
    live: () => page.getByTestId('live').waitFor(),
    report: async () => {
      await page.getByTestId('period-yesterday').click();
      await page.getByTestId('heat').waitFor();
    },
    preview: async () => {
      await page.getByTestId('run').click();
      await page.getByTestId('conclusions').waitFor();
    },
    calls: () => page.getByTestId('call').first().waitFor(),
  };

  async function legible(): Promise<void> {
    expect(await overflowing(page)).toEqual([]);
    expect(await faint(page)).toEqual([]);
  }
});

it('the stage has what the pages are looked at for', async () => {
  const { services, classes, before } = await (await manager()).report({ from: today, until: today });
  expect(services.length).toBeGreaterThan(3);
  expect(classes.map(({ id }) => id)).toContain('none');
  expect(before?.from).toBe(yesterday);
  expect(site.queue.policy.rule.kind).toBe('ratio');
});
