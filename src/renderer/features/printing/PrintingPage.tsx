import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrinterTab } from '#renderer/features/printing/PrinterTab.tsx';
import { QueuePanel } from '#renderer/features/printing/QueuePanel.tsx';
import { ScanProof } from '#renderer/features/printing/ScanProof.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import './printing.css';

/** The queue of each printer: what asks, what is under way, what comes next, what came out. */
export function PrintingPage(): ReactNode {
  const { t } = useTranslation('printing');
  const [chosen, choose] = useSessionState('printing.printer', '');
  const devices = useQuery(orpc.devices.list.queryOptions({ refetchInterval: 5_000 }));
  const queues = useQuery(orpc.printing.queues.queryOptions());
  const printers = (devices.data?.devices ?? []).filter((device) => device.kind === 'printer');
  const queueOf = (id: string) => queues.data?.queues.find((queue) => queue.deviceId === id);
  // Whoever asks comes first; without a question the default printer.
  const shown =
    printers.find((printer) => printer.id === chosen) ??
    printers.find((printer) => (queueOf(printer.id)?.askingCount ?? 0) > 0) ??
    printers.find((printer) => printer.isDefault) ??
    printers[0];
  return (
    <PageFrame
      title={t('title')}
      intro={t('intro')}
      actions={<ScanProof />}
      problem={devices.error ? problemOf(devices.error) : queues.error ? problemOf(queues.error) : null}
      onRetry={() => void Promise.all([devices.refetch(), queues.refetch()])}
    >
      {devices.isLoading && <Skeleton active paragraph={{ rows: 3 }} />}
      {devices.data && printers.length === 0 && (
        <EmptyState icon={<PrinterOutlined />} title={t('noPrinter')} hint={t('noPrinterHint')} />
      )}
      {printers.length > 0 && (
        <div className="printer-tabs" role="tablist" aria-label={t('printers')}>
          {printers.map((printer) => (
            <PrinterTab
              key={printer.id}
              printer={printer}
              queue={queueOf(printer.id)}
              isShown={printer === shown}
              onShow={() => choose(printer.id)}
            />
          ))}
        </div>
      )}
      {/* The printer that asks is shown until somebody chooses one: with its last answer another takes its place. */}
      <RowProblems key={chosen}>
        {shown && <QueuePanel key={shown.id} printer={shown} printers={printers} />}
      </RowProblems>
    </PageFrame>
  );
}
