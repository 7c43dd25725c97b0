import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrinterProfile } from '#shared/contract/printer-profiles.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The longest file that is read; a profile has less than a thousand characters. */
const LONGEST_TEXT = 20_000;

export interface PrinterProfileFiles {
  /** Folder of the profiles that come with the product. */
  readonly builtInDir: string;
  /** Folder of what users have imported; made when the first one comes. */
  readonly importedDir: string;
}

/**
 * All profiles by vendor and model. An imported one replaces the built-in one of the same id; an imported file that
 * cannot be read any more is left out, so that it keeps nobody from printing.
 */
export function readPrinterProfiles(files: PrinterProfileFiles): readonly PrinterProfile[] {
  const byId = new Map<string, PrinterProfile>();
  for (const text of textsIn(files.builtInDir)) {
    const profile = parsePrinterProfile(text);
    byId.set(profile.id, profile);
  }
  for (const text of textsIn(files.importedDir)) {
    try {
      const profile = parsePrinterProfile(text);
      byId.set(profile.id, profile);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  const title = ({ vendor, model }: PrinterProfile): string => `${vendor} ${model}`;
  return [...byId.values()].sort((a, b) => (title(a) < title(b) ? -1 : 1));
}

/** Checks and keeps a user's profile. @throws AppError ERR_PRINTER_PROFILE_INVALID */
export function importPrinterProfile(
  files: PrinterProfileFiles,
  text: string,
  isLanguage: (languageId: string) => boolean,
): PrinterProfile {
  const profile = parsePrinterProfile(text);
  if (!isLanguage(profile.languageId)) throw invalid(`languageId: ${profile.languageId}`);
  mkdirSync(files.importedDir, { recursive: true });
  const path = join(files.importedDir, `${profile.id}.json`);
  writeFileSync(`${path}.new`, `${JSON.stringify(profile, null, 2)}\n`);
  // In one step: half a file would be left out at the next start.
  renameSync(`${path}.new`, path);
  return profile;
}

function parsePrinterProfile(text: string): PrinterProfile {
  if (text.length > LONGEST_TEXT) throw invalid('too long');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('not JSON');
  }
  const parsed = PrinterProfile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function invalid(detail: string): AppError {
  return new AppError('ERR_PRINTER_PROFILE_INVALID', { detail });
}

function textsIn(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFileSync(join(dir, name), 'utf8'));
}
