import { invalidParameter } from '../pdd-failure.ts';
import type { PddParameters } from '../pdd-context.ts';

export function required(parameters: PddParameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') throw invalidParameter(name, '不能为空');
  return value;
}

/** Unix seconds, as UTC ms. */
export function secondsOf(parameters: PddParameters, name: string): number {
  const text = required(parameters, name);
  if (!/^\d{9,10}$/.test(text)) throw invalidParameter(name, '必须为秒级时间戳');
  return Number(text) * 1000;
}

export function wholeNumber(
  parameters: PddParameters,
  name: string,
  range: { readonly from: number; readonly to: number; readonly fallback?: number },
): number {
  const text = parameters.get(name) ?? '';
  if (text === '' && range.fallback !== undefined) return range.fallback;
  const value = Number(required(parameters, name));
  if (!Number.isInteger(value) || value < range.from || value > range.to) {
    throw invalidParameter(name, `取值范围 ${range.from}-${range.to}`);
  }
  return value;
}
