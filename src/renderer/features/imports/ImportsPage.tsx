import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepDraftFile } from '#renderer/features/imports/import-draft.ts';
import type { ImportDraft } from '#renderer/features/imports/import-draft.ts';
import { ImportDrafts } from '#renderer/features/imports/ImportDrafts.tsx';
import { ImportHistory } from '#renderer/features/imports/ImportHistory.tsx';
import { ImportPreview } from '#renderer/features/imports/ImportPreview.tsx';
import { ImportStart } from '#renderer/features/imports/ImportStart.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import './imports.css';

/** Files in, checked row by row before anything changes, and taken back when they were wrong. */
export function ImportsPage(): ReactNode {
  const { t } = useTranslation('imports');
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const show = (next: ImportDraft): void => {
    keepDraftFile(next);
    setDraft(next);
  };
  const imports = useQuery(orpc.imports.list.queryOptions());
  return (
    <PageFrame title={t('title')} intro={t('intro')} problem={imports.error ? problemOf(imports.error) : null}>
      {draft ? (
        <ImportPreview draft={draft} onDraft={show} onClose={() => setDraft(null)} />
      ) : (
        <>
          <ImportDrafts onDraft={show} />
          <ImportStart onDraft={show} />
        </>
      )}
      <ImportHistory imports={imports.data?.imports ?? []} />
    </PageFrame>
  );
}
