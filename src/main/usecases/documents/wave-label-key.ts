/** The label key of a page of a wave: of its orders, or of what to pick for them. */
export function waveLabelKey(waveId: string, list: 'orders' | 'lines', page: number): string {
  return `${keysOf(waveId)}:${list}:${page}`;
}

/** All keys of a wave's pages, as a range that an index can be read by: from the first, below the second. */
export function waveLabelKeys(waveId: string): readonly [string, string] {
  return [`${keysOf(waveId)}:`, `${keysOf(waveId)};`];
}

/** The number of the wave that a print job `p` is a page of, as SQL; null for any other. */
export const WAVE_NUMBER_OF_JOB = `CASE WHEN p.label_key LIKE 'wave:%' THEN (SELECT number FROM waves
  WHERE id = substr(p.label_key, length('wave:') + 1, instr(substr(p.label_key, length('wave:') + 1), ':') - 1)) END`;

function keysOf(waveId: string): string {
  return `wave:${waveId}`;
}
