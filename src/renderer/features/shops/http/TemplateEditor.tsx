import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftContext } from '#renderer/features/shops/http/draft-context.ts';
import type { DraftTools } from '#renderer/features/shops/http/draft-context.ts';
import type { Draft } from '#renderer/features/shops/http/draft-value.ts';
import { SamplePanel } from '#renderer/features/shops/http/SamplePanel.tsx';
import { AuthStep } from '#renderer/features/shops/http/steps/AuthStep.tsx';
import { BackStep } from '#renderer/features/shops/http/steps/BackStep.tsx';
import { MappingStep } from '#renderer/features/shops/http/steps/MappingStep.tsx';
import { OrdersStep } from '#renderer/features/shops/http/steps/OrdersStep.tsx';
import { ServerStep } from '#renderer/features/shops/http/steps/ServerStep.tsx';
import { StatusesStep } from '#renderer/features/shops/http/steps/StatusesStep.tsx';
import { useDraftHistory } from '#renderer/features/shops/http/use-draft-history.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

type Detail = Outputs['httpTemplates']['get'];

/** What is edited: a saved template, or one that is still new. */
export interface Opened {
  readonly id: string | null;
  readonly version: number;
  readonly template: Draft;
}

const STEPS = [
  { key: 'server', Step: ServerStep, fields: ['name', 'baseUrl', 'zone', 'limits', 'timeoutMs', 'description'] },
  { key: 'auth', Step: AuthStep, fields: ['auth'] },
  { key: 'orders', Step: OrdersStep, fields: ['orders', 'detail'] },
  { key: 'mapping', Step: MappingStep, fields: ['mapping'] },
  { key: 'statuses', Step: StatusesStep, fields: ['statuses', 'errors', 'errorCodePath', 'errorTextPath'] },
  { key: 'back', Step: BackStep, fields: ['shipment', 'stock', 'refunds', 'push'] },
] as const;

/** Sets up how to speak with an HTTP API, step by step, with what a sample would become beside it. */
export function TemplateEditor({
  opened,
  onSaved,
  onClose,
}: {
  readonly opened: Opened;
  readonly onSaved: (detail: Detail) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, isChanged, canUndo, canRedo, set, undo, redo } = useDraftHistory(opened.template);
  const [note, setNote] = useState('');
  const [isLeaving, setLeaving] = useState(false);
  const looked = useDeferredValue(draft);
  const check = useQuery({
    ...orpc.httpTemplates.check.queryOptions({ input: { template: looked } }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  const faults = useMemo(() => check.data?.faults ?? [], [check.data]);
  // What was typed since the last check is checked again by whoever takes it.
  const isValid = faults.length === 0;
  const tools = useMemo(
    (): DraftTools => ({
      draft,
      set,
      faultAt: (path) => faults.find(({ field }) => field === path)?.problem ?? null,
    }),
    [draft, set, faults],
  );
  const save = useAct(
    () => client.httpTemplates.save({ id: opened.id, version: opened.version, template: { ...draft }, note }),
    { toast: t('saved'), done: onSaved },
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      if (key === 's') {
        event.preventDefault();
        if (isValid) save.run(undefined);
      } else if (key === 'z' && !isInField(event.target)) (event.shiftKey ? redo : undo)();
      else if (key === 'y' && !isInField(event.target)) redo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isValid, save, undo, redo]);
  return (
    <Modal
      open
      width="min(1320px, calc(100vw - 32px))"
      style={{ top: 16 }}
      title={opened.id === null ? t('editor.new') : t('editor.edit', { version: opened.version })}
      onCancel={() => (isChanged ? setLeaving(true) : onClose())}
      mask={{ closable: false }}
      footer={
        <div className="row-between">
          <span className="row">
            <Button disabled={!canUndo} onClick={undo} title="Ctrl+Z">
              {t('editor.undo')}
            </Button>
            <Button disabled={!canRedo} onClick={redo} title="Ctrl+Shift+Z">
              {t('editor.redo')}
            </Button>
            {faults.length > 0 && <Chip tone="warn">{t('editor.faults', { n: faults.length })}</Chip>}
          </span>
          <span className="row">
            <Input
              aria-label={t('editor.note')}
              placeholder={t('editor.note')}
              maxLength={200}
              style={{ width: 240 }}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button
              type="primary"
              title="Ctrl+S"
              disabled={!isValid}
              loading={save.busy}
              onClick={() => save.run(undefined)}
            >
              {t('editor.save')}
            </Button>
          </span>
        </div>
      }
    >
      <DraftContext value={tools}>
        <div className="http-editor">
          <Tabs
            className="http-steps"
            items={STEPS.map(({ key, Step, fields }, index) => {
              const count = faults.filter(({ field }) => fields.some((own) => belongsTo(field, own))).length;
              return {
                key,
                label: (
                  <>
                    {index + 1}. {t(`step.${key}`)} {count > 0 && <Chip tone="warn">{count}</Chip>}
                  </>
                ),
                children: <Step />,
              };
            })}
          />
          <SamplePanel isValid={isValid} />
        </div>
      </DraftContext>
      <ProblemNote problem={save.problem} />
      <ConfirmDialog
        open={isLeaving}
        title={t('editor.leave')}
        consequences={[t('editor.leaveLoses')]}
        okText={t('editor.leaveOk')}
        busy={false}
        problem={null}
        onOk={onClose}
        onCancel={() => setLeaving(false)}
      />
    </Modal>
  );
}

function belongsTo(field: string, own: string): boolean {
  return field === own || field.startsWith(`${own}.`);
}

/** Fields undo their own typing. */
function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
