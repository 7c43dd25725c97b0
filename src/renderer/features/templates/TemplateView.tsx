import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import { TemplateActions } from './TemplateActions.tsx';
import { TemplateEditor } from './TemplateEditor.tsx';

interface Props {
  readonly templateRef: string;
  readonly onOpen: (ref: string | null) => void;
}

/** One template, opened. A newly saved version opens afresh; somebody else's does not take changes away. */
export function TemplateView({ templateRef, onOpen }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const { language } = usePreferences();
  const query = useQuery(orpc.templates.get.queryOptions({ input: { ref: templateRef }, staleTime: Infinity }));
  const template = query.data;
  const saved = { toast: ({ version }: { version: number }) => t('saved', { version }) };
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
  const failed = [save, restore].find(({ problem }) => problem !== null);
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
          <TemplateEditor
            key={`${template.ref}@${template.version}`}
            template={template}
            onSave={save.run}
            onRestore={restore.run}
            busy={save.busy || restore.busy}
          />
        </>
      )}
    </PageFrame>
  );
}
