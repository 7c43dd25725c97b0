import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { DeviceView, PrintQueueView } from '#renderer/ui/contract-types.ts';
import { DeviceState } from '#renderer/ui/DeviceState.tsx';

interface Props {
  readonly printer: DeviceView;
  readonly queue: PrintQueueView | undefined;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

/** One printer at a glance: how it is, how its queue is, how much waits and asks. */
export function PrinterTab({ printer, queue, isShown, onShow }: Props): ReactNode {
  const { t } = useTranslation('printing');
  return (
    <button type="button" role="tab" aria-selected={isShown} className="printer-tab" onClick={onShow}>
      <strong>{printer.name}</strong>
      <span className="row">
        <DeviceState device={printer} />
        {queue && queue.mode !== 'running' && <Chip tone="warn">{t(`mode.${queue.mode}`)}</Chip>}
        {queue && queue.askingCount > 0 && <Chip tone="stop">{t('askingCount', { n: queue.askingCount })}</Chip>}
        <span className="muted">{t('waitingCount', { n: queue?.waitingCount ?? 0 })}</span>
      </span>
    </button>
  );
}
