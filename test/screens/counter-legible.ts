import type { Page } from 'playwright';

/** Elements whose words are cut, or that stick out of what holds them, unless that scrolls. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // Another typeface has other widths.
    await document.fonts.ready;
    const holds = (element: Element) => getComputedStyle(element).overflowY === 'visible';
    const isBox = (element: Element) => element.checkVisibility() && getComputedStyle(element).display !== 'inline';
    const boxAround = (element: Element): Element | null => {
      const parent = element.parentElement;
      return parent && getComputedStyle(parent).display === 'contents' ? boxAround(parent) : parent;
    };
    const sticksOut = (element: Element) => {
      const parent = boxAround(element);
      if (!parent || !holds(parent)) return false;
      const [inner, outer] = [element.getBoundingClientRect(), parent.getBoundingClientRect()];
      return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1;
    };
    const isCut = (element: Element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    return [document.documentElement, ...document.querySelectorAll('#root *')]
      .filter((element) => !element.closest('svg') && holds(element) && isBox(element))
      .filter((element) => isCut(element) || sticksOut(element))
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
  });
}

/** Words whose colour is too near to what is behind them: WCAG 2.2 §1.4.3, 4.5 to 1, and 3 to 1 for large ones. */
export function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
    };
    const hasWords = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    return [...document.querySelectorAll('#root *')]
      .filter((element) => !element.closest('svg') && hasWords(element))
      .filter((element) => {
        const { color, fontSize } = getComputedStyle(element);
        const [light = 0, dark = 0] = [luminance(color), luminance(behind(element))].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05) < (Number.parseFloat(fontSize) >= 24 ? 3 : 4.5);
      })
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
  });
}
