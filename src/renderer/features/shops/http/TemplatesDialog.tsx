import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Popover, Select } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApplyDialog } from '#renderer/features/shops/http/ApplyDialog.tsx';
import { TemplateEditor } from '#renderer/features/shops/http/TemplateEditor.tsx';
import type { Opened } from '#renderer/features/shops/http/TemplateEditor.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ApiOutlined, DownloadOutlined, ImportOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';
import './http.css';

type View = Outputs['httpTemplates']['list']['templates'][number];
type Detail = Outputs['httpTemplates']['get'];

const NO_TEMPLATE: Problem = { code: 'ERR_CHANNEL_TEMPLATE_FILE', data: {} };

/** Templates of HTTP APIs: made, changed, exported and imported. */
export function TemplatesDialog({
  onClose,
  onPicked,
}: {
  readonly onClose: () => void;
  /** Called with what was saved, where a shop waits for it. */
  readonly onPicked?: (detail: Detail) => void;
}): ReactNode {
  const { t } = useTranslation('http-api');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [saved, setSaved] = useState<Detail | null>(null);
  const [removing, setRemoving] = useState<View | null>(null);
  const [fileProblem, setFileProblem] = useState<Problem | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const list = useQuery(orpc.httpTemplates.list.queryOptions());
  const edit = useAct((input: { id: string; version?: number }) => client.httpTemplates.get(input), {
    // An older version is edited on top of the newest one: nothing is overwritten.
    done: (detail) => setOpened({ id: detail.id, version: detail.version, template: detail.template }),
  });
  const exported = useAct((id: string) => client.httpTemplates.get({ id }), {
    done: (detail) =>
      saveFile(
        `${detail.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-v${detail.shownVersion}.http-template.json`,
        `${JSON.stringify(detail.template, null, 2)}\n`,
        'application/json',
      ),
  });
  const imported = useAct((template: Record<string, unknown>) => client.httpTemplates.check({ template }), {
    done({ template, faults: [fault] }) {
      if (template) setOpened({ id: null, version: 0, template });
      // Every template says first of which kind it is.
      else if (fault?.field === 'format') setFileProblem(NO_TEMPLATE);
      else
        setFileProblem({
          code: 'ERR_CHANNEL_TEMPLATE_INVALID',
          data: { field: fault?.field ?? '', problem: fault?.problem ?? '' },
        });
    },
  });
  const remove = useAct((id: string) => client.httpTemplates.remove({ id }), { done: () => setRemoving(null) });

  async function takeFile(file: File | undefined): Promise<void> {
    setFileProblem(null);
    if (!file) return;
    try {
      const content: unknown = JSON.parse(await file.text());
      imported.run(typeof content === 'object' && content !== null ? { ...content } : {});
    } catch {
      setFileProblem(NO_TEMPLATE);
    }
  }

  const starters = list.data?.starters ?? [];
  const create = (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack-tight" style={{ width: 340 }}>
          {starters.map(({ id, template }) => (
            <Button
              key={id}
              block
              onClick={() =>
                setOpened({ id: null, version: 0, template: { ...template, name: t(`starter.${id}.name`) } })
              }
            >
              {t(`starter.${id}.name`)}
            </Button>
          ))}
          <span className="muted http-hint">{t('starterHint')}</span>
        </div>
      }
    >
      <Button type="primary" icon={<PlusOutlined />}>
        {t('list.new')}
      </Button>
    </Popover>
  );
  return (
    <Modal open width={860} title={t('list.title')} onCancel={onClose} footer={null}>
      <div className="stack">
        <div className="row-between">
          <p className="muted">{t('list.intro')}</p>
          <span className="row">
            <Button icon={<ImportOutlined />} loading={imported.busy} onClick={() => picker.current?.click()}>
              {t('list.import')}
            </Button>
            {create}
          </span>
        </div>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('list.import')}
          onChange={(event) => {
            void takeFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <ProblemNote problem={list.error ? problemOf(list.error) : null} onRetry={() => void list.refetch()} />
        <ProblemNote problem={fileProblem ?? imported.problem ?? edit.problem ?? exported.problem} />
        {list.data?.templates.length === 0 && (
          <EmptyState icon={<ApiOutlined />} title={t('list.empty')} hint={t('list.emptyHint')} />
        )}
        {list.data?.templates.map((view) => (
          <TemplateCard
            key={view.id}
            view={view}
            busy={edit.busy}
            onEdit={(version) => edit.run({ id: view.id, ...(version === undefined ? {} : { version }) })}
            onExport={() => exported.run(view.id)}
            onRemove={() => setRemoving(view)}
          />
        ))}
      </div>
      {opened && (
        <TemplateEditor
          opened={opened}
          onClose={() => setOpened(null)}
          onSaved={(detail) => {
            setOpened(null);
            if (onPicked) return onPicked(detail);
            if (detail.usedBy.some((use) => use.version !== detail.version)) setSaved(detail);
          }}
        />
      )}
      {saved && <ApplyDialog detail={saved} onClose={() => setSaved(null)} />}
      <ConfirmDialog
        open={removing !== null}
        title={t('list.removeTitle', { name: removing?.name ?? '' })}
        consequences={[t('list.removeGone')]}
        okText={t('list.remove')}
        busy={remove.busy}
        problem={remove.problem}
        onOk={() => removing && remove.run(removing.id)}
        onCancel={() => setRemoving(null)}
      />
    </Modal>
  );
}

function TemplateCard({
  view,
  busy,
  onEdit,
  onExport,
  onRemove,
}: {
  readonly view: View;
  readonly busy: boolean;
  readonly onEdit: (version?: number) => void;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { t } = useTranslation('http-api');
  return (
    <article className="panel http-template" aria-label={view.name}>
      <div className="row-between">
        <span className="stack-tight">
          <h3>{view.name}</h3>
          <span className="muted">
            {t('list.version', { version: view.version })} · <TimeText atMs={view.savedAtMs} long /> ·{' '}
            {view.usedBy.length === 0
              ? t('list.unused')
              : view.usedBy.map((use) => t('list.use', { name: use.name, version: use.version })).join(', ')}
          </span>
        </span>
        <span className="row">
          {view.version > 1 && (
            <Select
              aria-label={t('list.older')}
              placeholder={t('list.older')}
              value={null}
              style={{ width: 130 }}
              options={Array.from({ length: view.version - 1 }, (_, index) => view.version - 1 - index).map(
                (version) => ({ value: version, label: t('list.version', { version }) }),
              )}
              onChange={(version: number | null) => version !== null && onEdit(version)}
            />
          )}
          <Button loading={busy} onClick={() => onEdit()}>
            {t('common:edit')}
          </Button>
          <Button icon={<DownloadOutlined />} onClick={onExport}>
            {t('list.export')}
          </Button>
          <Button danger type="text" onClick={onRemove}>
            {t('list.remove')}
          </Button>
        </span>
      </div>
    </article>
  );
}
