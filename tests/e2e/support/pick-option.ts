import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** A list that is open, and no longer grows. */
const LIST = '.ant-select-dropdown:not(.ant-select-dropdown-hidden, .ant-slide-up)';

/**
 * Chooses from the list that is open, by the words of one of its options. A list is measured outside the window and then grows
 * from nothing: a click that scrolls to an option before it lies in its place scrolls a long list to its end, where that option
 * is not drawn any more.
 * @param name all the words of the option, or a pattern for some of them
 */
export async function pickOption(page: Page, name: string | RegExp): Promise<void> {
  const list = page.locator(LIST);
  await expect(list).toBeInViewport();
  await list
    .locator('.ant-select-item-option')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click();
}
