/** The label key of a page of a wave: of its orders, or of what to pick for them. */
export function waveLabelKey(waveId: string, list: 'orders' | 'lines', page: number): string {
  return `${keysOf(waveId)}:${list}:${page}`;
}

/** All keys of a wave's pages, as a range that an index can be read by: from the first, below the second. */
export function waveLabelKeys(waveId: string): readonly [string, string] {
  return [`${keysOf(waveId)}:`, `${keysOf(waveId)};`];
}

function keysOf(waveId: string): string {
  return `wave:${waveId}`;
}
