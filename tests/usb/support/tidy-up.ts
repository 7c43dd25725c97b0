import type { TestContext } from 'node:test';

const lists = new WeakMap<TestContext, (() => Promise<void> | void)[]>();

/** Runs at the end of the test, last come first served: a device is put away after the connection that was opened to it. */
export function tidyUp(test: TestContext, action: () => Promise<void> | void): void {
  const known = lists.get(test);
  if (known) {
    known.unshift(action);
    return;
  }
  const actions = [action];
  lists.set(test, actions);
  test.after(async () => {
    for (const next of actions) await next();
  });
}
