import { invalidParameter, missingParameter } from '../douyin-context.ts';
import type { DouyinParams } from '../douyin-context.ts';

/** An id as digits, whether it came as text or as a number. */
export function idOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function requiredText(params: DouyinParams, name: string, number: string): string {
  const text = idOf(params[name]);
  if (text === '') throw missingParameter(number, `缺少参数 ${name}`);
  return text;
}

/** @returns undefined when absent */
export function wholeNumber(params: DouyinParams, name: string): number | undefined {
  const value = params[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidParameter('5', `${name}必须为整数`);
  return value;
}

export interface Paging {
  readonly page: number;
  readonly size: number;
}

/** Pages count from 0; `page * size` is capped. */
export function readPaging(params: DouyinParams, mostRows: number): Paging {
  const page = wholeNumber(params, 'page');
  const size = wholeNumber(params, 'size');
  if (page === undefined || size === undefined) throw missingParameter('6', '缺少参数 page 或 size');
  if (page < 0) throw invalidParameter('10035', '查询订单列表页数不能小于0');
  if (size < 1 || size > 100) throw invalidParameter('20008', '单次查询订单数超过限制');
  if ((page + 1) * size > mostRows) throw invalidParameter('20013', `订单查询最多支持查询${mostRows}`);
  return { page, size };
}

export const seconds = (value: number): number => value * 1000;
