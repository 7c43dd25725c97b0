import { readHostTexts } from '#main/host/host-texts.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** The oldest that the database's native package runs in. */
const OLDEST_MAJOR = 22;

/**
 * A build may be started by hand, without the Node that comes with the packages: under an older one the process would die without
 * a word. @returns what to do, null where this Node will do
 */
export function oldNodeAdvice(version: string, resourcesDir: string, language: Language): string | null {
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return null;
  const text = readHostTexts(resourcesDir, language).usage.oldNode;
  return `packbench: ${text.replace('{{version}}', version).replace('{{oldest}}', String(OLDEST_MAJOR))}`;
}
