import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { PrintQueueView } from '#renderer/ui/contract-types.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';

/** How far a batch is, how it is sorted, and whether it waits for an answer. */
export function BatchProgress({ batch }: { readonly batch: PrintQueueView['batches'][number] }): ReactNode {
  const { t } = useTranslation('printing');
  const sorted = batch.order.keys.map((key) => t(`sort.${key}`)).join(' › ');
  return (
    <section className="panel batch-progress" aria-label={t('batch')}>
      <span className="row">
        <strong>{t('batchOf', { n: batch.labelCount, kind: t(`common:printKind.${batch.kind}`) })}</strong>
        <span className="muted">
          {sorted}
          {batch.order.reversed && ` · ${t('reversed')}`} · {batch.operatorName} <TimeText atMs={batch.createdAtMs} />
        </span>
        {batch.askingCount > 0 && <Chip tone="stop">{t('batchAsks')}</Chip>}
        {batch.voidedCount > 0 && <Chip>{t('voidedCount', { n: batch.voidedCount })}</Chip>}
      </span>
      <Progress
        percent={Math.round((batch.printedCount / batch.labelCount) * 100)}
        status={batch.askingCount > 0 ? 'exception' : 'normal'}
        format={() => `${batch.printedCount} / ${batch.labelCount}`}
      />
    </section>
  );
}
