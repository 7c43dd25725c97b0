/**
 * The place of an order among a hundred, 0 to 99, for a rule that is rolled out to a part of them. It hangs on the order and the rule
 * alone (FNV-1a over both), so that an order stays inside or outside for good, and other orders are the first of other rules.
 */
export function orderBucket(shopId: string, externalNumber: string, ruleId: string): number {
  let hash = 0x811c9dc5;
  for (const part of [ruleId, shopId, externalNumber])
    for (let index = 0; index <= part.length; index += 1) {
      // Behind its last character each part ends in a code of its own.
      hash ^= index < part.length ? part.charCodeAt(index) : 0xffff;
      hash = Math.imul(hash, 0x01000193);
    }
  // The low bits of FNV-1a of short texts follow each other: the high ones are stirred in.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % 100;
}
