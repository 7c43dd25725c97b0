import { Button, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { DeviceView, PrintQueueView } from '#renderer/ui/contract-types.ts';
import { PauseCircleOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

interface Props {
  readonly printer: DeviceView;
  readonly printers: readonly DeviceView[];
  readonly queue: PrintQueueView;
}

const MS_PER_S = 1_000;
const DEFAULT_AFTER_MS = 30_000;

/** Stops the queue, lets it run empty, lets it run; names the printer that takes over. */
export function QueueControls({ printer, printers, queue }: Props): ReactNode {
  const { t } = useTranslation('printing');
  const isLead = useHasRole('lead');
  const mode = useRowAct(printer.name, (next: PrintQueueView['mode']) =>
    client.printing.setQueueMode({ deviceId: printer.id, mode: next }),
  );
  const failover = useRowAct(printer.name, (next: PrintQueueView['failover']) =>
    client.printing.setFailover({ deviceId: printer.id, failover: next }),
  );
  const isRunning = queue.mode === 'running';
  useHotkeys({ f8: () => mode.run(isRunning ? 'paused' : 'running') });
  const others = printers.filter((other) => other.id !== printer.id);
  return (
    <section className="panel queue-controls" aria-label={t('controls')}>
      <div className="row">
        <Button
          type={isRunning ? 'default' : 'primary'}
          icon={isRunning ? <PauseCircleOutlined /> : <PrinterOutlined />}
          loading={mode.busy}
          onClick={() => mode.run(isRunning ? 'paused' : 'running')}
        >
          {t(isRunning ? 'pause' : 'resume')} <kbd>F8</kbd>
        </Button>
        {queue.mode !== 'draining' && (
          <Button title={t('drainHint')} onClick={() => mode.run('draining')}>
            {t('drain')}
          </Button>
        )}
        {!isRunning && (
          <>
            <Chip tone="warn">{t(`mode.${queue.mode}`)}</Chip>
            <span className="muted">
              {t(`modeHint.${queue.mode}`)} {queue.modeBy}{' '}
              {queue.modeAtMs !== null && <TimeText atMs={queue.modeAtMs} />}
            </span>
          </>
        )}
      </div>
      {others.length > 0 && (
        <div className="row" title={isLead ? undefined : t('common:leadOnly')}>
          <label htmlFor="failover">{t('failover')}</label>
          <Select
            id="failover"
            className="failover-printer"
            disabled={!isLead}
            value={queue.failover?.deviceId ?? ''}
            options={[
              { value: '', label: t('failoverNone') },
              ...others.map((other) => ({ value: other.id, label: other.name })),
            ]}
            onChange={(id) => {
              const to = others.find((other) => other.id === id);
              failover.run(to ? { deviceId: to.id, afterMs: queue.failover?.afterMs ?? DEFAULT_AFTER_MS } : null);
            }}
          />
          {queue.failover && (
            <InputNumber
              aria-label={t('failoverAfter')}
              disabled={!isLead}
              min={5}
              max={3_600}
              prefix={t('failoverAfter')}
              suffix="s"
              value={queue.failover.afterMs / MS_PER_S}
              onChange={(seconds) => {
                if (queue.failover && seconds !== null)
                  failover.run({ ...queue.failover, afterMs: Math.round(seconds) * MS_PER_S });
              }}
            />
          )}
        </div>
      )}
      {[mode, failover].map((act, index) => (
        <ProblemNote key={index} problem={act.problem} onClose={act.clear} />
      ))}
    </section>
  );
}
