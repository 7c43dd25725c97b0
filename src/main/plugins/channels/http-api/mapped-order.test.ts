import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readAmount, readMappedOrder } from '#main/plugins/channels/http-api/mapped-order.ts';
import { readHttpOrder } from '#main/plugins/channels/http-api/order-reading.ts';
import { readTime } from '#main/plugins/channels/http-api/times.ts';
import { HTTP_STATUS_MAP } from '#main/plugins/channels/http-api/units.ts';
import { statusRow } from '#main/plugins/channels/wire-fields.ts';

const FIXTURE = readFileSync('src/main/plugins/channels/http-api/fixtures/order.json', 'utf8');
const MANNERS = { zone: '+08:00', amounts: 'major', currency: 'CNY' } as const;
const frame = (changes: object) => Buffer.from(JSON.stringify({ ...(JSON.parse(FIXTURE) as object), ...changes }));

it('reads an order with promotions, notes and times in several forms', () => {
  expect(readHttpOrder(Buffer.from(FIXTURE), { currency: 'CNY', statusMap: HTTP_STATUS_MAP })).toMatchObject({
    ok: true,
    draft: {
      externalNumber: '20260101000017',
      displayNumber: 'A-17',
      payment: 'paid',
      totalMinor: 10590,
      shippingFeeMinor: 600,
      placedAtMs: Date.UTC(2026, 0, 1, 2),
      paidAtMs: 1_767_232_860_000,
      flags: ['live', 'promotion:满减 -10.00'],
      lines: [{ externalLineId: '10', quantity: 2, unitPriceMinor: 4995, paidMinor: 9990 }],
    },
  });
});

it('names each field that is missing or wrong, by its place', () => {
  const { order, faults } = readMappedOrder(
    {
      number: 'A',
      total: '12.345',
      placedAt: '2026-02-30',
      lines: [{ sku: 'S', quantity: '1.5' }, { quantity: 1 }, 'x'],
    },
    MANNERS,
  );
  expect(order).toBeNull();
  expect(faults).toEqual([
    { field: 'placedAt', problem: 'time' },
    { field: 'lines[0].quantity', problem: 'count' },
    { field: 'lines[1].sku', problem: 'missing' },
    { field: 'lines[2]', problem: 'object' },
    { field: 'status', problem: 'missing' },
    { field: 'total', problem: 'amount' },
  ]);
});

it('parks a status that neither the template nor a person has given a meaning, and never takes one for a state of ours', () => {
  const unknown = frame({ state: null, mapped: { ...JSON.parse(FIXTURE).mapped, status: 'paid' } });
  const context = { currency: 'CNY', statusMap: HTTP_STATUS_MAP };
  expect(readHttpOrder(unknown, context)).toMatchObject({
    ok: false,
    code: 'ERR_CHANNEL_STATUS_UNMAPPED',
    data: { vendorStatus: 'paid' },
  });
  const added = statusRow('order', 'paid', { payment: 'paid', fulfilment: 'received' });
  expect(readHttpOrder(unknown, { ...context, statusMap: [...HTTP_STATUS_MAP, added] })).toMatchObject({ ok: true });
});

it.each([
  ['12.50', 1250],
  ['1,234.50', 123_450],
  ['¥ 12', 1200],
  ['30.299999999999997', 3030],
  ['-3.10', -310],
  ['12.345', null],
  ['abc', null],
  ['', null],
])('reads the amount %s as %s', (text, minor) => {
  expect(readAmount(text, { amounts: 'major', currency: 'CNY' })).toBe(minor);
});

it.each([
  ['2026-01-01T10:00:00+08:00', Date.UTC(2026, 0, 1, 2)],
  ['2026-01-01 10:00', Date.UTC(2026, 0, 1, 2)],
  ['2026/1/1 10:00:00', Date.UTC(2026, 0, 1, 2)],
  ['2026-01-01', Date.UTC(2025, 11, 31, 16)],
  ['1767232800', 1_767_232_800_000],
  ['1767232800123', 1_767_232_800_123],
  ['2026-02-30 10:00:00', null],
  ['tomorrow', null],
])('reads the time %s', (text, atMs) => {
  expect(readTime(text, '+08:00')).toBe(atMs);
});
