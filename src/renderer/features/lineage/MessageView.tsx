import { useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MadeFields } from '#renderer/features/lineage/MadeFields.tsx';
import { VerdictChip } from '#renderer/features/lineage/VerdictChip.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { CopyOutlined, DownloadOutlined, EyeOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { OrderId } from '#shared/model/ids.ts';

type Entry = Outputs['lineage']['list']['messages'][number];
type Detail = Outputs['lineage']['message'];

/** One message: as it came on the left, what was made of it on the right. */
export function MessageView({ orderId, entry }: { readonly orderId: OrderId; readonly entry: Entry }): ReactNode {
  const { t } = useTranslation('lineage');
  const format = useFormat();
  const isLead = useHasRole('lead');
  const [clear, setClear] = useState<Detail | null>(null);
  const key = { orderId, origin: entry.origin, id: entry.id };
  const masked = useQuery(orpc.lineage.message.queryOptions({ input: key }));
  const reveal = useAct(() => client.lineage.reveal(key), { toast: t('revealed'), done: setClear });
  const download = useAct(() => client.lineage.download(key), {
    done({ fileName, contentBase64 }) {
      const bytes = Uint8Array.from(atob(contentBase64), (sign) => sign.charCodeAt(0));
      saveFile(fileName, bytes, 'application/octet-stream');
    },
  });
  const detail = clear ?? masked.data;
  const leadOnly = isLead ? undefined : t('common:leadOnly');
  return (
    <div className="stack">
      <div className="row">
        <VerdictChip verdict={entry.verdict} />
        <TimeText atMs={entry.receivedAtMs} long />
        <span className="muted">
          {t(`source.${entry.source}`)} · {entry.topic} · {t(`signature.${entry.signature}`)} ·{' '}
          {t('bytes', { n: format.count(entry.bytes) })}
          {entry.seenCount > 1 ? ` · ${t('seen', { n: entry.seenCount })}` : ''}
        </span>
      </div>
      <ProblemNote problem={entry.reason} />
      <ProblemNote problem={masked.error ? problemOf(masked.error) : (reveal.problem ?? download.problem)} />
      {!detail && !masked.error && <Skeleton active />}
      {detail && (
        <div className="lineage-sides">
          <Panel
            title={t('raw')}
            extra={
              <>
                <Chip tone={detail.raw.isMasked ? 'neutral' : 'warn'}>
                  {t(detail.raw.isMasked ? 'masked' : 'revealed')}
                </Chip>
                <Copy text={detail.raw.text} />
                {detail.raw.isMasked && (
                  <Button
                    icon={<EyeOutlined />}
                    disabled={!isLead}
                    title={leadOnly}
                    loading={reveal.busy}
                    onClick={() => reveal.run(undefined)}
                  >
                    {t('reveal')}
                  </Button>
                )}
                <Button
                  icon={<DownloadOutlined />}
                  aria-label={t('download')}
                  disabled={!isLead}
                  title={leadOnly ?? t('download')}
                  loading={download.busy}
                  onClick={() => download.run(undefined)}
                />
              </>
            }
          >
            <RawText raw={detail.raw} bytes={entry.bytes} />
            <p className="muted mono lineage-hash">
              {t('sha')} {entry.sha256}
            </p>
          </Panel>
          <MadeFields detail={detail} />
        </div>
      )}
    </div>
  );
}

function RawText({ raw, bytes }: { readonly raw: Detail['raw']; readonly bytes: number }): ReactNode {
  const { t } = useTranslation('lineage');
  const format = useFormat();
  if (raw.isErased) return <p className="muted">{t('erased')}</p>;
  if (raw.text === null) return <p className="muted">{t('binaryHidden')}</p>;
  return (
    <>
      {raw.kind === 'binary' && <p className="muted">{t('binary')}</p>}
      {raw.isTruncated && (
        <p className="muted">{t('truncated', { n: format.count(raw.shownBytes), all: format.count(bytes) })}</p>
      )}
      <pre className="lineage-raw" tabIndex={0} aria-label={t('raw')}>
        {raw.text}
      </pre>
    </>
  );
}

function Copy({ text }: { readonly text: string | null }): ReactNode {
  const { t } = useTranslation('lineage');
  const { message } = App.useApp();
  const copy = (): void => void navigator.clipboard.writeText(text ?? '').then(() => message.success(t('copied')));
  return (
    <Button icon={<CopyOutlined />} aria-label={t('copy')} title={t('copy')} disabled={text === null} onClick={copy} />
  );
}
