/** How much two titles have in common, by their pieces; 0 to 100. */
export function likeness(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
): { readonly percent: number; readonly shared: string[] } {
  if (one.size === 0 || other.size === 0) return { percent: 0, shared: [] };
  const shared = [...one].filter((piece) => other.has(piece));
  return { percent: Math.round(((2 * shared.length) / (one.size + other.size)) * 100), shared };
}

/** What a title is compared by: words of Latin letters and numbers as they are, Chinese by neighbouring pairs of signs. */
export function piecesOf(text: string): Set<string> {
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
