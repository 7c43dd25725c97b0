import type { GoodsElement } from '#shared/model/customs-goods.ts';

/** The first two of every list of declaration elements; their values are codes. */
export const FIXED_ELEMENTS: readonly { readonly name: string; readonly values: readonly string[] }[] = [
  { name: '品牌类型', values: ['0', '1', '2', '3', '4'] },
  { name: '出口享惠情况', values: ['0', '1', '2', '3'] },
];

/**
 * What typically follows (customs.md section 8.5). No open list of the elements of each code exists: this stands until a list was
 * entered for the code, and is shown as such.
 */
export const TYPICAL_ELEMENTS: readonly string[] = ['用途', '材质', '品牌', '型号', 'GTIN', 'CAS'];

/** Elements that may say that there is none; goods without brand have no brand, and often no model. */
const MAY_BE_NONE = new Set(['GTIN', 'CAS', '品牌', '型号']);
const NONE = '无';
/** Characters of gmodel in the list of CEB603. */
const GMODEL_LENGTH = 250;

export interface ElementProblem {
  readonly kind: 'missing' | 'not_a_code' | 'order' | 'too_long';
  /** Name of the element; empty where all of them are meant. */
  readonly name: string;
}

/**
 * What is wrong with entered elements: the two fixed ones come first with their codes, every other has a value.
 * @param names the list of the code, without the fixed ones; what it names and the goods lack is missing
 */
export function elementProblems(elements: readonly GoodsElement[], names: readonly string[] = []): ElementProblem[] {
  const problems: ElementProblem[] = [];
  for (const [index, fixed] of FIXED_ELEMENTS.entries()) {
    const element = elements.find(({ name }) => name === fixed.name);
    if (!element || element.value === '') problems.push({ kind: 'missing', name: fixed.name });
    else if (!fixed.values.includes(element.value)) problems.push({ kind: 'not_a_code', name: fixed.name });
    else if (elements[index] !== element) problems.push({ kind: 'order', name: fixed.name });
  }
  const isFixed = (name: string): boolean => FIXED_ELEMENTS.some((fixed) => fixed.name === name);
  for (const name of new Set([...names, ...elements.map((element) => element.name)])) {
    if (isFixed(name)) continue;
    const value = elements.find((element) => element.name === name)?.value ?? '';
    if (value === '' || (value === NONE && !MAY_BE_NONE.has(name))) problems.push({ kind: 'missing', name });
  }
  if (joinElements(elements).length > GMODEL_LENGTH) problems.push({ kind: 'too_long', name: '' });
  return problems;
}

/** 规格型号 (gmodel) of the declaration: the values in the order of the list, joined by bars. */
export function joinElements(elements: readonly GoodsElement[]): string {
  return elements.map(({ value }) => value).join('|');
}
