import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { Keystore } from '#main/app/platform.ts';

const KINDS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'keychain',
  win32: 'credential-manager',
  linux: 'secret-service',
};

/**
 * Secrets encrypted by Electron's safeStorage (Keychain, DPAPI, Secret Service or KWallet), one file each in
 * `<dataDir>/safe-storage`. What is not there is looked up in `fallback`, where the Node host keeps its secrets, so that
 * the same data opens in both hosts. Without encryption by the operating system everything goes to the fallback.
 */
export function safeStorageKeystore(safeStorage: SafeStorage, dataDir: string, fallback: Keystore): Keystore {
  if (!encrypts(safeStorage)) return fallback;
  const folder = join(dataDir, 'safe-storage');
  const fileOf = (name: string): string => join(folder, `${name.replaceAll(/[^\w-]/g, '_')}.bin`);
  return {
    kind: KINDS[process.platform] ?? 'file',
    async read(name) {
      const sealed = await readFile(fileOf(name)).catch(() => null);
      if (!sealed) return fallback.read(name);
      return new Uint8Array(Buffer.from(safeStorage.decryptString(sealed), 'base64'));
    },
    async write(name, value) {
      await mkdir(folder, { recursive: true });
      const next = `${fileOf(name)}.next`;
      await writeFile(next, safeStorage.encryptString(Buffer.from(value).toString('base64')), { mode: 0o600 });
      await rename(next, fileOf(name));
    },
  };
}

/** On Linux without a keyring Electron "encrypts" with a key that everybody knows. */
function encrypts(safeStorage: SafeStorage): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
