import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '#shared/i18n/languages.ts';

const HostTexts = z.object({
  signIn: z.object({
    title: z.string(),
    explain: z.string(),
    code: z.string(),
    open: z.string(),
    wrong: z.string(),
    fresh: z.string(),
  }),
  missingBuild: z.object({ title: z.string(), advice: z.string() }),
  refused: z.object({ title: z.string(), again: z.string() }),
  waits: z.object({ title: z.string(), again: z.string() }),
  usage: z.object({ help: z.string(), wrong: z.string(), badPort: z.string(), oldNode: z.string() }),
  menu: z.object({
    file: z.string(),
    edit: z.string(),
    view: z.string(),
    help: z.string(),
    about: z.string(),
    quit: z.string(),
    close: z.string(),
    undo: z.string(),
    redo: z.string(),
    cut: z.string(),
    copy: z.string(),
    paste: z.string(),
    selectAll: z.string(),
    reload: z.string(),
    zoomIn: z.string(),
    zoomOut: z.string(),
    resetZoom: z.string(),
    fullScreen: z.string(),
    openDataFolder: z.string(),
  }),
});

/** Texts that a host shows without the renderer: its menu and its own pages. */
export type HostTexts = z.infer<typeof HostTexts>;

/** Reads `locales/<language>/host.json`. */
export function readHostTexts(resourcesDir: string, language: Language): HostTexts {
  return HostTexts.parse(JSON.parse(readFileSync(join(resourcesDir, 'locales', language, 'host.json'), 'utf8')));
}
