import { parseBeijingTime } from '#main/simulators/kit/beijing-time.ts';
import { invalidArgument, missingArgument } from '../top-failure.ts';
import type { TopParameters } from '../top-context.ts';

/** @throws TopFailure 40 */
export function required(parameters: TopParameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') throw missingArgument(name);
  return value;
}

/** UTC ms. @throws TopFailure 41 */
export function timeOf(text: string, name: string): number {
  const atMs = parseBeijingTime(text);
  if (atMs === undefined) throw invalidArgument(name, '时间格式必须为 yyyy-MM-dd HH:mm:ss');
  return atMs;
}

/** @throws TopFailure 41 when it is outside the range */
export function wholeNumber(
  parameters: TopParameters,
  name: string,
  fallback: number,
  from: number,
  to: number,
): number {
  const text = parameters.get(name);
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to) throw invalidArgument(name, `取值范围 ${from}-${to}`);
  return value;
}
