import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { BatchProgress } from '#renderer/features/printing/BatchProgress.tsx';
import { DoubtPanel } from '#renderer/features/printing/DoubtPanel.tsx';
import { LastLabels } from '#renderer/features/printing/LastLabels.tsx';
import { QueueControls } from '#renderer/features/printing/QueueControls.tsx';
import { UnderWay } from '#renderer/features/printing/UnderWay.tsx';
import { WaitingLabels } from '#renderer/features/printing/WaitingLabels.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

interface Props {
  readonly printer: DeviceView;
  readonly printers: readonly DeviceView[];
}

/** Everything about one printer's queue, the question that holds it up first. */
export function QueuePanel({ printer, printers }: Props): ReactNode {
  const detail = useQuery(orpc.printing.queue.queryOptions({ input: { deviceId: printer.id } }));
  if (detail.error) return <ProblemNote problem={problemOf(detail.error)} onRetry={() => void detail.refetch()} />;
  if (!detail.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { queue, asking, underWay, waiting, recent } = detail.data;
  // Said once is enough: what stopped the printer is what the question is about.
  const isSame = printer.live.problem?.code === (asking[0] ?? underWay)?.problem?.code;
  return (
    <div className="stack" role="tabpanel" aria-label={printer.name}>
      <QueueControls printer={printer} printers={printers} queue={queue} />
      <ProblemNote problem={printer.enabled && !isSame ? printer.live.problem : null} />
      {asking[0] && (
        <DoubtPanel key={asking[0].id} job={asking[0]} more={asking.length - 1} recent={recent} waiting={waiting} />
      )}
      {queue.batches.map((batch) => (
        <BatchProgress key={batch.id} batch={batch} />
      ))}
      <div className="queue-columns">
        <div className="stack">
          {underWay && <UnderWay job={underWay} />}
          <WaitingLabels
            jobs={waiting}
            total={queue.waitingCount}
            others={printers.filter((other) => other.id !== printer.id && other.enabled)}
          />
        </div>
        <LastLabels jobs={recent} />
      </div>
    </div>
  );
}
