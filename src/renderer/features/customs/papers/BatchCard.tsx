import { skipToken, useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { client, orpc } from '#renderer/rpc/client.ts';
import { DownloadOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { PrintPapersDialog } from '#renderer/ui/PrintPapersDialog.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { savePdf } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import { MOST_MERGED } from '#shared/contract/customs-papers.ts';
import type { PaperBatchView } from '#shared/contract/customs-papers.ts';

/** How far a batch is; stop and go on; the orders that failed, each with its reason; what it made as one file. */
export function BatchCard({ batch }: { readonly batch: PaperBatchView }): ReactNode {
  const { t } = useTranslation('customs-papers');
  const textOf = useProblemText();
  const { id, state, total, done, failed } = batch;
  const isDetailed = failed > 0 || state !== 'running';
  const detail = useQuery(orpc.customsPapers.batch.queryOptions({ input: isDetailed ? { id } : skipToken })).data;
  const stop = useAct(() => client.customsPapers.stopBatch({ id }));
  const resume = useAct(() => client.customsPapers.resumeBatch({ id }));
  const [isPrinting, setPrinting] = useState(false);
  const ids = detail?.documentIds ?? [];
  const merge = useAct(() => client.customsPapers.merged({ ids: ids.slice(0, MOST_MERGED), copies: 1 }), {
    done: ({ fileName, base64 }) => savePdf(fileName, base64),
  });
  const percent = total === 0 ? 0 : Math.floor(((done + failed) / total) * 100);
  return (
    <section className="stack-tight" aria-label={t('batch.of', { n: total })}>
      <div className="row">
        <strong className="grow">{t('batch.counts', { done, failed, total })}</strong>
        <TimeText atMs={batch.createdAtMs} />
      </div>
      <Progress percent={percent} status={state === 'running' ? 'active' : failed > 0 ? 'exception' : 'normal'} />
      <ProblemNote problem={stop.problem ?? resume.problem ?? merge.problem} />
      {detail && detail.failures.length > 0 && (
        <ul>
          {detail.failures.slice(0, 50).map(({ orderId, orderNumber, problem }) => (
            <li key={orderId}>
              <Link className="mono" href={`/orders/${orderId}`}>
                {orderNumber}
              </Link>
              : {textOf(problem).title}
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        {state === 'running' && (
          <Button loading={stop.busy} onClick={() => stop.run(undefined)}>
            {t('batch.stop')}
          </Button>
        )}
        {(state === 'stopped' || (state === 'finished' && failed > 0)) && (
          <Button loading={resume.busy} onClick={() => resume.run(undefined)}>
            {t(state === 'stopped' ? 'batch.resume' : 'batch.retry')}
          </Button>
        )}
        {ids.length > 0 && (
          <Button icon={<PrinterOutlined />} onClick={() => setPrinting(true)}>
            {t('print.open')}
          </Button>
        )}
        {ids.length > 0 && (
          <Button icon={<DownloadOutlined />} loading={merge.busy} onClick={() => merge.run(undefined)}>
            {t('batch.save', { n: Math.min(ids.length, MOST_MERGED) })}
          </Button>
        )}
      </div>
      {isPrinting && <PrintPapersDialog ids={ids.slice(0, MOST_MERGED)} onClose={() => setPrinting(false)} />}
    </section>
  );
}
