/** Sum of the digits of a text, each times the weight at its place; weights that are left over count nothing. Characters count as their code less 48, so that `0` is 0 and `A` is 17. */
export function weightedSum(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * ((text.codePointAt(index) ?? 48) - 48), 0);
}
