import { AsyncEntry } from '@napi-rs/keyring';
import { fileKeystore } from '#main/app/keystore-file.ts';
import type { Keystore } from '#main/app/platform.ts';

const SERVICE = 'Packbench';

/** Names of the OS keystores by platform; on other systems none is used. */
const OS_KEYSTORES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'keychain',
  win32: 'credential-manager',
  linux: 'secret-service',
};

/**
 * The OS keystore where one answers, else {@link fileKeystore}. Entries that were written to the file while the OS keystore was away
 * are still found; new ones go to the OS keystore.
 */
export async function openNodeKeystore(
  dataDir: string,
  options: { readonly prefer?: 'os' | 'file' } = {},
): Promise<Keystore> {
  const file = fileKeystore(dataDir);
  const kind = OS_KEYSTORES[process.platform];
  if (options.prefer === 'file' || kind === undefined || !(await answers())) return file;
  return {
    kind,
    async read(name) {
      const secret = await entry(name).getSecret();
      return secret ? Uint8Array.from(secret) : file.read(name);
    },
    write: (name, value) => entry(name).setSecret(value),
  };
}

/** On Linux pinned to the Secret Service: the library would fall back to the kernel's keyring, which forgets at the next boot. */
function entry(name: string): AsyncEntry {
  return new AsyncEntry(SERVICE, name, { linux: { store: 'secret-service' } });
}

async function answers(): Promise<boolean> {
  try {
    await entry('probe').getSecret();
    return true;
  } catch {
    return false;
  }
}
