/** @typedef {{ key: string, version: string, parent: string }} MissingPackage */

/**
 * Optional packages that some entry of the lock names, and that the lock does not hold.
 * @param {{ packages: Record<string, Record<string, any>> }} lock
 * @returns {MissingPackage[]}
 */
export function missingOptionalPackages(lock) {
  const missing = new Map();
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolvesTo(lock, parent, name)) continue;
      const key = `node_modules/${name}`;
      missing.set(key, { key, version, parent });
    }
  }
  return [...missing.values()];
}

function resolvesTo(lock, parent, name) {
  for (let base = parent; ; base = base.slice(0, Math.max(base.lastIndexOf('/node_modules/'), 0))) {
    const key = base ? `${base}/node_modules/${name}` : `node_modules/${name}`;
    if (lock.packages[key]) return key;
    if (!base) return undefined;
  }
}

const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  win32: 'win32',
};
const CPU = ['arm64', 'x64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64'];

/**
 * Platform fields of a binary package, read from the suffix that such packages carry (`…-linux-x64-musl`).
 * @param {string} key
 * @returns {{ cpu: string[], os: string[], libc?: string[] } | undefined}
 */
export function platformOf(key) {
  const words = key.slice(key.lastIndexOf('/') + 1).split('-');
  const os = words.find((word) => word in OS);
  const cpu = words.find((word) => CPU.includes(word));
  if (!os || !cpu) return undefined;
  const libc = /musl/.test(key) ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  return { cpu: [cpu], os: [OS[os]], ...(libc && { libc }) };
}
