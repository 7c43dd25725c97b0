interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly resolved?: string;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
      }
    >
  >;
}

/** What would keep `npm ci` from working in a fresh clone, or tie the lock to one registry. */
export function findLockFaults(lockText: string): readonly string[] {
  const { packages } = JSON.parse(lockText) as Lock;
  return Object.entries(packages).flatMap(([key, entry]) => [
    ...(key !== '' && !entry.version ? [`${key} has no version`] : []),
    ...(entry.resolved ? [`${key} names a registry: ${entry.resolved}`] : []),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isHeld(packages, key, name))
      .map((name) => `${name}, wanted by ${key}, is left out (node scripts/complete-lock.mjs adds it)`),
  ]);
}

function isHeld(packages: Lock['packages'], from: string, name: string): boolean {
  const folders = from.split('/node_modules/');
  return folders.some((_, index) => {
    const base = folders.slice(0, folders.length - index).join('/node_modules/');
    return (
      Object.hasOwn(packages, base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`) ||
      Object.hasOwn(packages, `node_modules/${name}`)
    );
  });
}
