import { join } from 'node:path';
import { explainError } from '#main/host/explain-error.ts';
import { readHostTexts } from '#main/host/host-texts.ts';
import { refusedPage } from '#main/host/node/host-pages.ts';
import { openAppWindow } from '#main/host/node/open-app-window.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';

export interface Refusal {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly resourcesDir: string;
  readonly dataDir: string;
  /** Of the PC: its text stands first. */
  readonly language: Language;
}

/**
 * Opens a window that says why the workstation did not start. The page is its own address: no server outlives the start, nothing
 * is written, and it needs nothing of the data.
 */
export function showRefusal({ code, data, resourcesDir, dataDir, language }: Refusal): void {
  const inOrder = [language, ...LANGUAGES.filter((other) => other !== language)];
  const page = refusedPage(
    inOrder.map((each) => ({
      language: each,
      texts: readHostTexts(resourcesDir, each),
      lines: explainError(resourcesDir, each, code, data).split('\n'),
    })),
  );
  openAppWindow(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`, join(dataDir, 'browser'));
}
