/** Lower-case hex SHA-256 of UTF-8 text. Injected: core has no node: modules, and the native one is several times faster. */
export type Sha256Hex = (text: string) => string;

/** What the first event of a chain points at. */
export const CHAIN_START = '';

/** A link as stored: the previous link's hash, and the hash of that hash with this link's own fields. */
export interface ChainLink {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
  /** Every stored field of the event except the two hashes, in a fixed order; JSON fields as their stored text. */
  readonly fields: readonly (string | number | null)[];
}

export interface ChainBreak {
  readonly seq: number;
  readonly reason: 'hash_differs' | 'previous_differs' | 'seq_gap';
}

/** Hash of one link. An array of strings and numbers has one JSON form only, so no canonical writer is needed here. */
export function linkHash(sha256: Sha256Hex, prevHash: string, fields: ChainLink['fields']): string {
  return sha256(JSON.stringify([prevHash, ...fields]));
}

/**
 * Walks a whole chain in order of seq (1, 2, 3, ...) and returns the first place where it was tampered with, or null.
 * Cutting links off the end does not show in the chain itself; the audit log and backups do.
 */
export function findChainBreak(sha256: Sha256Hex, links: Iterable<ChainLink>): ChainBreak | null {
  let prevHash = CHAIN_START;
  let expectedSeq = 1;
  for (const link of links) {
    if (link.seq !== expectedSeq) return { seq: expectedSeq, reason: 'seq_gap' };
    if (link.prevHash !== prevHash) return { seq: link.seq, reason: 'previous_differs' };
    if (linkHash(sha256, link.prevHash, link.fields) !== link.hash) return { seq: link.seq, reason: 'hash_differs' };
    prevHash = link.hash;
    expectedSeq += 1;
  }
  return null;
}
