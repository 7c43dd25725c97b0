import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { TemplateDetail } from '#renderer/ui/contract-types.ts';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import { NewerVersion } from './NewerVersion.tsx';
import { TemplateActions } from './TemplateActions.tsx';
import { TemplateEditor } from './TemplateEditor.tsx';

interface Props {
  readonly templateRef: string;
  readonly onOpen: (ref: string | null) => void;
}

/** A layout that is not saved yet, and the version that it was made from. */
interface Edited {
  readonly from: TemplateDetail;
  readonly layout: LabelLayout;
}

/** One template, opened. A newly saved version opens afresh; somebody else's does not take changes away. */
export function TemplateView({ templateRef, onOpen }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const { language } = usePreferences();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Edited | null>(null);
  const asked = orpc.templates.get.queryOptions({ input: { ref: templateRef }, staleTime: Infinity });
  const query = useQuery(asked);
  const newest = query.data;
  const template = edited?.from ?? newest;
  const openNewest = (): void => setEdited(null);
  const saved = {
    toast: ({ version }: TemplateDetail) => t('saved', { version }),
    done: (output: TemplateDetail) => {
      queries.setQueryData(asked.queryKey, output);
      openNewest();
    },
  };
  const save = useAct(
    (layout: LabelLayout) =>
      client.templates.save({
        ref: templateRef,
        version: template?.version ?? 0,
        layout,
        note: '',
        name: layout.title.en.trim() === '' ? undefined : layout.title.en,
      }),
    saved,
  );
  const restore = useAct(
    (from: number) => client.templates.restore({ ref: templateRef, version: template?.version ?? 0, from }),
    saved,
  );
  const saveCopy = useAct(
    ({ from, layout }: Edited) =>
      client.templates.create({
        from: from.ref,
        name: t('copyName', { name: from.name[language] }).slice(0, 80),
        layout,
      }),
    { done: (made) => onOpen(made.ref) },
  );
  const onEdit = useCallback(
    (layout: LabelLayout | null) => setEdited(layout && template ? { from: template, layout } : null),
    [template],
  );
  const isSaving = save.busy || restore.busy;
  const acts = [save, restore, saveCopy];
  const failed = acts.find(({ problem }) => problem !== null);
  const problem = failed?.problem ?? (query.error ? problemOf(query.error) : null);
  return (
    <PageFrame
      title={template ? template.name[language] : t('title')}
      intro={template && `${t(`document.${template.kind}`)} · ${template.widthMm} × ${template.heightMm} mm`}
      problem={problem}
      onCloseProblem={failed?.clear}
    >
      {!template && <Skeleton active />}
      {template && (
        <>
          <TemplateActions template={template} onOpen={onOpen} />
          {edited && newest && newest.version !== edited.from.version && !isSaving && (
            <NewerVersion
              newest={newest}
              busy={saveCopy.busy}
              onSaveCopy={() => saveCopy.run(edited)}
              onOpenNewest={() => {
                acts.forEach((act) => act.clear());
                openNewest();
              }}
            />
          )}
          <TemplateEditor
            key={template.version}
            template={template}
            onEdit={onEdit}
            onSave={save.run}
            onRestore={restore.run}
            busy={isSaving}
          />
        </>
      )}
    </PageFrame>
  );
}
