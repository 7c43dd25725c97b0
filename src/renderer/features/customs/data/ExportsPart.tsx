import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportDialog } from '#renderer/features/customs/data/ExportDialog.tsx';
import { ExportParcels } from '#renderer/features/customs/data/ExportParcels.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FileAddOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ExportView } from '#shared/contract/customs-data.ts';

const TONES: Readonly<Record<ExportView['state'], Tone>> = {
  making: 'accent',
  made: 'go',
  failed: 'stop',
  stopped: 'neutral',
};
/** While a file is being made its progress is asked for this often. */
const PROGRESS_MS = 700;

/** Files that were made, with what each holds, and the way to a new one. */
export function ExportsPart(): ReactNode {
  const { t } = useTranslation('customs-data');
  const format = useFormat();
  const [isMaking, setMaking] = useState(false);
  const [shown, setShown] = useState<ExportView | null>(null);
  const exports = useQuery({
    ...orpc.customsData.exports.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.exports.some((made) => made.state === 'making') ? PROGRESS_MS : false),
  });
  const download = useAct((made: ExportView) => client.customsData.downloadExport({ id: made.id }), {
    done: ({ fileName, mediaType, contentBase64 }) =>
      saveFile(
        fileName,
        Uint8Array.from(atob(contentBase64), (sign) => sign.charCodeAt(0)),
        mediaType,
      ),
  });
  const stop = useAct((made: ExportView) => client.customsData.stopExport({ id: made.id }));
  const rows = exports.data?.exports ?? [];
  return (
    <Panel
      title={t('exports.title')}
      extra={
        <Button type="primary" size="large" icon={<FileAddOutlined />} onClick={() => setMaking(true)}>
          {t('exports.make')}
        </Button>
      }
      flush={rows.length > 0}
    >
      <ProblemNote
        problem={exports.error ? problemOf(exports.error) : (download.problem ?? stop.problem)}
        onClose={() => [download, stop].forEach((act) => act.clear())}
      />
      {exports.data && rows.length === 0 && (
        <EmptyState icon={<FileAddOutlined />} title={t('exports.empty')} hint={t('exports.emptyHint')} />
      )}
      {rows.length > 0 && (
        <div className="customs-wide">
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('exports.number')}</th>
                <th>{t('exports.format')}</th>
                <th>{t('exports.state')}</th>
                <th className="num">{t('exports.parcels')}</th>
                <th>{t('exports.madeBy')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((made) => (
                <tr key={made.id}>
                  <td className="whole">
                    <strong className="mono">{made.number}</strong>
                    <div className="muted">{made.templateName}</div>
                  </td>
                  <td>{t(`format.${made.format}`)}</td>
                  <td>
                    <Chip tone={TONES[made.state]}>{t(`exports.is.${made.state}`)}</Chip>
                    {made.state === 'making' && (
                      <Progress
                        percent={Math.floor((made.doneCount / Math.max(1, made.parcelCount)) * 100)}
                        size="small"
                      />
                    )}
                    {made.leftOutCount > 0 && (
                      <div>
                        <Button type="link" danger onClick={() => setShown(made)}>
                          {t('exports.leftOut', { n: made.leftOutCount })}
                        </Button>
                      </div>
                    )}
                    {made.repeatReason !== null && (
                      <div className="muted">{t('exports.repeated', { reason: made.repeatReason })}</div>
                    )}
                  </td>
                  <td className="num">{format.count(made.parcelCount - made.leftOutCount)}</td>
                  <td>
                    {made.madeBy}
                    <div className="muted">
                      <TimeText atMs={made.createdAtMs} />
                    </div>
                  </td>
                  <td className="num">
                    <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                      {made.state === 'making' && <Button onClick={() => stop.run(made)}>{t('exports.stop')}</Button>}
                      <Button onClick={() => setShown(made)}>{t('exports.show')}</Button>
                      {made.state === 'made' && (
                        <Button
                          type="primary"
                          loading={download.input?.id === made.id}
                          title={`SHA-256 ${made.sha256 ?? ''}`}
                          onClick={() => download.run(made)}
                        >
                          {t('exports.download')}
                        </Button>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isMaking && <ExportDialog onClose={() => setMaking(false)} />}
      {shown && <ExportParcels made={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}
