import { useQuery } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useFieldProblem } from '#renderer/features/customs/data/use-field-problem.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ExportView } from '#shared/contract/customs-data.ts';

const TONES = { planned: 'neutral', in_file: 'go', left_out: 'stop' } as const;

/** What stands in a file and what does not, with every reason. */
export function ExportParcels({
  made,
  onClose,
}: {
  readonly made: ExportView;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('customs-data');
  const format = useFormat();
  const textOf = useFieldProblem();
  const [, navigate] = useLocation();
  const parcels = useQuery(orpc.customsData.exportParcels.queryOptions({ input: { id: made.id } }));
  return (
    <Drawer open title={made.number} size={780} onClose={onClose}>
      <div className="stack">
        <Facts
          rows={[
            [t('exports.format'), t(`format.${made.format}`)],
            [t('exports.file'), made.fileName],
            [t('exports.size'), made.sizeBytes === null ? null : format.bytes(made.sizeBytes)],
            ['SHA-256', made.sha256 === null ? null : <span className="mono customs-hash">{made.sha256}</span>],
          ]}
        />
        <ProblemNote problem={parcels.error ? problemOf(parcels.error) : made.problem} />
        {parcels.isLoading && <Skeleton active />}
        <table className="plain-table">
          <tbody>
            {parcels.data?.parcels.map((parcel) => (
              <tr key={parcel.position}>
                <td className="whole">
                  <button type="button" className="choice" onClick={() => navigate(`/orders/${parcel.orderId}`)}>
                    {parcel.orderNumber}
                  </button>
                  <div className="muted mono">{parcel.trackingNumber}</div>
                </td>
                <td className="whole">
                  <Chip tone={TONES[parcel.state]}>{t(`exports.parcel.${parcel.state}`)}</Chip>
                  <div className="muted mono">{parcel.copNo}</div>
                </td>
                <td>
                  {parcel.problems.length > 0 && (
                    <ul className="customs-problems">
                      {parcel.problems.map((problem) => (
                        <li key={JSON.stringify(problem)} title={textOf(problem).advice}>
                          {textOf(problem).title}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Drawer>
  );
}
