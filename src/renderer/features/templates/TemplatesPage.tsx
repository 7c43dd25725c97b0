import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ImportOutlined } from '#renderer/ui/icons.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { TemplateKind } from '#shared/model/label-layout.ts';
import { ChoicesPanel } from './ChoicesPanel.tsx';
import { TemplateView } from './TemplateView.tsx';
import './templates.css';

/** Labels and documents: which there are, which are printed, and the editor for one of them. */
export function TemplatesPage(): ReactNode {
  const { t } = useTranslation('templates');
  const { language } = usePreferences();
  const [open, setOpen] = useSessionState('templates.open', '');
  const isLead = useHasRole('lead');
  const picker = useRef<HTMLInputElement>(null);
  const list = useQuery(orpc.templates.list.queryOptions());
  const take = useAct(async (file: File) => client.templates.import({ content: await file.text() }), {
    done: (taken) => setOpen(taken.ref),
    toast: t('imported'),
  });
  if (open !== '') return <TemplateView key={open} templateRef={open} onOpen={(ref) => setOpen(ref ?? '')} />;
  return (
    <PageFrame
      title={t('title')}
      intro={t('intro')}
      problem={take.problem ?? (list.error ? problemOf(list.error) : null)}
      onRetry={take.problem ? undefined : () => void list.refetch()}
      onCloseProblem={take.problem ? take.clear : undefined}
      actions={
        <Button
          icon={<ImportOutlined />}
          disabled={!isLead}
          title={isLead ? undefined : t('common:leadOnly')}
          loading={take.busy}
          onClick={() => picker.current?.click()}
        >
          {t('import')}
        </Button>
      }
    >
      <input
        ref={picker}
        type="file"
        accept=".json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('import')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) take.run(file);
          event.target.value = '';
        }}
      />
      {!list.data && <Skeleton active />}
      {list.data && <ChoicesPanel listed={list.data} />}
      {TemplateKind.options.map((kind) => {
        const own = (list.data?.templates ?? []).filter((template) => template.kind === kind);
        if (own.length === 0) return null;
        return (
          <section key={kind} className="stack-tight" aria-label={t(`document.${kind}`)}>
            <h2>{t(`document.${kind}`)}</h2>
            <div className="template-cards">
              {own.map((template) => (
                <button
                  key={template.ref}
                  type="button"
                  className="template-card"
                  onClick={() => setOpen(template.ref)}
                >
                  <strong>{template.name[language]}</strong>
                  <span className="muted">
                    {template.widthMm} × {template.heightMm} mm ·{' '}
                    {template.isBuiltIn ? t('builtInShort') : t('version', { version: template.version })}
                  </span>
                </button>
              ))}
            </div>
          </section>
        );
      })}
    </PageFrame>
  );
}
