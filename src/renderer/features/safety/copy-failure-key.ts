/** What the system says of a folder that cannot take a copy, by what a person does about it. */
const BY_REASON: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'file'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'locked'],
  ['EACCES', 'locked'],
  ['EPERM', 'locked'],
  ['empty', 'empty'],
  ['folder of another workstation', 'foreign'],
]);

/** Key below `backup.copy` of the words for why a backup was not copied to the second place. */
export function copyFailureKey(reason: string): string {
  return BY_REASON.get(reason) ?? 'other';
}
