import { expect, it } from 'vitest';
import { settingBounds } from '#shared/model/settings.ts';

it('tells the bounds of a setting that is a number, and of no other', () => {
  expect(settingBounds('weightTolerancePercent')).toEqual({ min: 0, max: 100 });
  expect(settingBounds('stationName')).toBeNull();
  expect(settingBounds('labelSize')).toBeNull();
});
