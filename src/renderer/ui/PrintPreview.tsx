import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import './print-preview.css';

/** The very bitmap that went to the printer. */
export function PrintPreview({
  job,
  height,
}: {
  readonly job: Pick<PrintJobView, 'id' | 'deviceId' | 'trackingNumber' | 'isSealed'>;
  readonly height?: number;
}): ReactNode {
  const { t } = useTranslation();
  const input = { id: job.id };
  const preview = useQuery(
    orpc.printing.preview.queryOptions({
      input,
      // A label that waits may be moved to a printer with other dots.
      queryKey: [...orpc.printing.preview.queryKey({ input }), job.deviceId],
      // Each step of a print makes the area stale, and none of them changes the picture.
      staleTime: 'static',
      enabled: !job.isSealed,
    }),
  );
  if (job.isSealed) return <p className="muted print-sealed">{t('labelSealed')}</p>;
  if (preview.error) return <ProblemNote problem={problemOf(preview.error)} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton.Node active style={{ width: 180, height: height ?? 260 }} />;
  return (
    <img
      className="print-preview"
      style={height ? { height } : undefined}
      src={`data:image/png;base64,${preview.data.pngBase64}`}
      alt={t('labelPicture', { number: job.trackingNumber ?? '' })}
    />
  );
}
