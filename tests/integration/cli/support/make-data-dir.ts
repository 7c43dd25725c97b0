import { join } from 'node:path';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { openData } from '#main/app/open-data.ts';
import type { OpenedData } from '#main/app/open-data.ts';

/** Opens the data of a workstation, making it when it is new. Close it before a command looks at it. */
export function openDataDir(dataDir: string): Promise<OpenedData> {
  return openData({ dataDir, store: fileKeystore(dataDir), appVersion: '0.1.0', nowMs: () => Date.now() });
}

/** A data folder as a first start leaves it. @returns its path */
export async function makeDataDir(parent: string): Promise<string> {
  const dataDir = join(parent, 'data 数据');
  (await openDataDir(dataDir)).close();
  return dataDir;
}
