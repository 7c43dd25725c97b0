import { join } from 'node:path';
import { explainError } from '#main/host/explain-error.ts';
import { readHostTexts } from '#main/host/host-texts.ts';
import { refusedPage } from '#main/host/node/host-pages.ts';
import { openAppWindow } from '#main/host/node/open-app-window.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';

export interface Refusal {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  readonly resourcesDir: string;
  /** Of the PC: its text stands first. */
  readonly language: Language;
}

/**
 * Opens a window that says why the workstation did not start. The page is its own address: no server outlives the start, nothing
 * is written, and it needs nothing of the data.
 */
export function showRefusal(refusal: Refusal, dataDir: string): void {
  const page = refusalPage(refusal, 'refused');
  openAppWindow(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`, join(dataDir, 'browser'));
}

/** The page that says why: of a start that was `refused`, or of a host that `waits` and goes on by itself. */
export function refusalPage({ code, data, resourcesDir, language }: Refusal, kind: 'refused' | 'waits'): string {
  const inOrder = [language, ...LANGUAGES.filter((other) => other !== language)];
  return refusedPage(
    inOrder.map((each) => {
      const { title, again } = readHostTexts(resourcesDir, each)[kind];
      return { language: each, title, lines: [...explainError(resourcesDir, each, code, data).split('\n'), again] };
    }),
  );
}
