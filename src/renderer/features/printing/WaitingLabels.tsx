import { Button, Dropdown, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWaitingColumns } from '#renderer/features/printing/use-waiting-columns.tsx';
import { client } from '#renderer/rpc/client.ts';
import type { DeviceView, PrintJobView } from '#renderer/ui/contract-types.ts';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import type { QueuePlace } from '#shared/contract/print-queues.ts';

interface Props {
  /** In the order of printing. */
  readonly jobs: readonly PrintJobView[];
  readonly total: number;
  /** Where labels can be moved to. */
  readonly others: readonly DeviceView[];
}

const PLACES: readonly { place: QueuePlace; keys: string }[] = [
  { place: 'first', keys: 'Ctrl+Home' },
  { place: 'up', keys: 'Ctrl+↑' },
  { place: 'down', keys: 'Ctrl+↓' },
  { place: 'last', keys: 'Ctrl+End' },
];

/** What comes next. Chosen labels can be put elsewhere, moved to another printer or called off: nothing of them has left. */
export function WaitingLabels({ jobs, total, others }: Props): ReactNode {
  const { t } = useTranslation('printing');
  const columns = useWaitingColumns();
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  // What has begun since it was chosen is no longer there to be moved.
  const chosen = jobs.filter((job) => selected.has(job.id));
  const ids = chosen.map((job) => job.id);
  const arrange = useAct((place: QueuePlace) => client.printing.arrange({ ids, place }));
  const move = useAct((deviceId: DeviceView['id']) => client.printing.move({ ids, deviceId }), {
    done: () => select(new Set()),
  });
  const callOff = useAct(() => client.printing.callOff({ ids }), { done: () => select(new Set()) });
  useHotkeys(
    {
      'ctrl+home': () => arrange.run('first'),
      'ctrl+arrowup': () => arrange.run('up'),
      'ctrl+arrowdown': () => arrange.run('down'),
      'ctrl+end': () => arrange.run('last'),
    },
    chosen.length > 0,
  );
  const toggle = (job: PrintJobView): void => {
    const next = new Set(selected);
    if (!next.delete(job.id)) next.add(job.id);
    select(next);
  };
  return (
    <Panel title={t('waiting', { n: total })} flush className="waiting-labels">
      {chosen.length > 0 && (
        <div className="selection-row" role="region" aria-label={t('chosen', { n: chosen.length })}>
          <strong>{t('chosen', { n: chosen.length })}</strong>
          {PLACES.map(({ place, keys }) => (
            <Button key={place} title={keys} onClick={() => arrange.run(place)}>
              {t(`to.${place}`)}
            </Button>
          ))}
          {others.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: others.map((other) => ({ key: other.id, label: other.name })),
                onClick: ({ key }) => {
                  const target = others.find((other) => other.id === key);
                  if (target) move.run(target.id);
                },
              }}
            >
              <Button>{t('moveTo')}</Button>
            </Dropdown>
          )}
          <Popconfirm
            title={t('callOffSure', { n: chosen.length })}
            okText={t('callOff')}
            cancelText={t('common:cancel')}
            onConfirm={() => callOff.run(undefined)}
          >
            <Button danger>{t('callOff')}</Button>
          </Popconfirm>
          <Button type="text" onClick={() => select(new Set())}>
            {t('clear')}
          </Button>
        </div>
      )}
      {[arrange, move, callOff].map((act, index) => (
        <ProblemNote key={index} problem={act.problem} onClose={act.clear} />
      ))}
      <div className="waiting-grid">
        <DataGrid
          label={t('waiting', { n: total })}
          rows={jobs}
          columns={columns}
          rowId={(job) => job.id}
          selected={selected}
          onToggle={toggle}
          onOpen={toggle}
          rowTone={(job) => (job.state === 'blocked' ? 'warn' : undefined)}
          empty={<EmptyState icon={<PrinterOutlined />} title={t('nothingWaits')} hint={t('nothingWaitsHint')} />}
        />
      </div>
    </Panel>
  );
}
