import { expect, test } from 'vitest';

test.only('runs alone', () => expect(1).toBe(1)); // bad: no-focused-tests
test.skip('does not run', () => expect(1).toBe(1)); // bad: no-disabled-tests
