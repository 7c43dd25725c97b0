import type { Locator } from '@playwright/test';

/** Remembers every text that an element shows from now on, however short it stands there. @returns what reads them all, one a line */
export async function watchText(element: Locator): Promise<() => Promise<string>> {
  const seen = await element.evaluateHandle((root: HTMLElement) => {
    const texts = [root.innerText];
    new MutationObserver(() => texts.push(root.innerText)).observe(root, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    return texts;
  });
  return () => seen.evaluate((texts) => texts.join('\n'));
}
