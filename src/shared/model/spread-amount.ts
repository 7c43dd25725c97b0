/**
 * Divides an amount by weights without losing a unit: each part is rounded down, and what is left goes, one by one, to the parts
 * that lost most; equal ones from the first on. Minor units, not negative.
 * @returns one part per weight; they sum to `total`, unless every weight is 0: then all parts are 0
 */
export function spreadAmount(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = BigInt(total) * BigInt(weight);
    return { index, part: Number(exact / sum), lost: exact % sum };
  });
  let left = total - shares.reduce((all, share) => all + share.part, 0);
  const parts = shares.map((share) => share.part);
  for (const { index } of shares.toSorted((a, b) =>
    a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1,
  )) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
