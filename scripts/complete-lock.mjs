// Adds to package-lock.json the binary packages of other platforms that npm left out.
//
// npm drops an optional package from the lock when the registry it asked has no answer for it (a partial mirror),
// and `npm ci` then refuses the lock everywhere. Their versions are exact in the package that names them, so the
// entries can be written from that alone; npm checks integrity for them as soon as it installs one from a full registry.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missingOptionalPackages, platformOf } from './lib/lock-file.mjs';

const lockPath = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(lockPath, 'utf8'));

const missing = missingOptionalPackages(lock);
for (const { key, version, parent } of missing) {
  const platform = platformOf(key);
  if (!/^\d+\.\d+\.\d+/.test(version) || !platform) {
    throw new Error(`${parent} wants ${key}@${version}, which cannot be completed from its name; install it by hand.`);
  }
  const { cpu, libc, os } = platform;
  const dev = lock.packages[parent].dev;
  // In the order in which npm writes them, so that an install changes nothing.
  lock.packages[key] = { version, cpu, ...(dev && { dev }), ...(libc && { libc }), optional: true, os };
}

const sorted = Object.keys(lock.packages).toSorted((a, b) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted.map((key) => [key, lock.packages[key]]));
if (missing.length > 0) writeFileSync(lockPath, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} platform packages added.`);
