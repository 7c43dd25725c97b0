import { expect, test } from 'vitest';
import { createFormat } from '#renderer/ui/format.ts';

const NOON_UTC = Date.UTC(2026, 10, 22, 12, 0, 5);

test('times are shown in the given zone, whatever zone the PC has', () => {
  expect(createFormat('en', 'Asia/Shanghai').time(NOON_UTC)).toBe('20:00:05');
  expect(createFormat('en', 'America/New_York').time(NOON_UTC)).toBe('07:00:05');
});

test('an unknown zone falls back to UTC and says so', () => {
  const format = createFormat('zh-CN', 'Mars/Olympus');
  expect([format.zone, format.time(NOON_UTC)]).toEqual(['UTC', '12:00:05']);
});

test('money keeps every minor unit and the digits of its currency', () => {
  const format = createFormat('en', 'UTC');
  expect(format.money(9_007_199_254_740_991, 'CNY')).toBe('CN¥90,071,992,547,409.91');
  expect(format.money(1500, 'JPY')).toBe('¥1,500');
  expect(format.money(-1, 'USD')).toBe('-$0.01');
});

test('yuan and yen, and one dollar and another, look different', () => {
  const shown = (['en', 'zh-CN'] as const).map((language) => {
    const format = createFormat(language, 'UTC');
    return ['CNY', 'JPY', 'USD', 'AUD'].map((currency) => format.money(100, currency).replace(/[\d.]+/, ''));
  });
  expect(shown).toEqual([
    ['CN¥', '¥', '$', 'A$'],
    ['¥', 'JP¥', 'US$', 'AU$'],
  ]);
});

test('weights below a kilogram stay in grams', () => {
  const format = createFormat('en', 'UTC');
  expect([format.weight(850), format.weight(1250)]).toEqual(['850 g', '1.25 kg']);
});

test('the hour of the day follows the zone', () => {
  expect(createFormat('en', 'Asia/Kolkata').hour(NOON_UTC)).toBe(17);
});

test('which day it is depends on the zone, not on the PC', () => {
  const lateInLondon = Date.UTC(2026, 10, 22, 23, 30);
  expect(createFormat('zh-CN', 'Asia/Shanghai').isoDay(lateInLondon)).toBe('2026-11-23');
  expect(createFormat('en', 'America/New_York').isoDay(lateInLondon)).toBe('2026-11-22');
});
