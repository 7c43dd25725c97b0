/** How much two titles have in common: words of Latin letters and numbers as they are, Chinese by neighbouring pairs of signs. */
export function likeness(one: string, other: string): { percent: number; shared: string[] } {
  const left = pieces(one);
  const right = pieces(other);
  if (left.size === 0 || right.size === 0) return { percent: 0, shared: [] };
  const shared = [...left].filter((piece) => right.has(piece));
  return { percent: Math.round(((2 * shared.length) / (left.size + right.size)) * 100), shared };
}

function pieces(text: string): Set<string> {
  const found = new Set<string>();
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) found.add(run.length > 3 ? run.replace(/s$/, '') : run);
    else if (run.length === 1) found.add(run);
    for (let index = 0; /\p{Script=Han}/u.test(run) && index < run.length - 1; index += 1)
      found.add(run.slice(index, index + 2));
  }
  return found;
}
