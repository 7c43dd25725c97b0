import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

type Preview = Outputs['httpTemplates']['preview'];
type Row = Preview['rows'][number];

/** What each row of the sample would become, or what is wrong with it, by order and field. */
export function PreviewRows({
  preview,
  isListOnly,
}: {
  readonly preview: Preview;
  /** The rows only name orders, which are then asked for one by one. */
  readonly isListOnly: boolean;
}): ReactNode {
  const { t } = useTranslation('http-api');
  if (preview.fault)
    return (
      <p className="http-fault" role="alert">
        {t(`preview.${preview.fault.reason}`)} {preview.fault.detail !== '' && <code>{preview.fault.detail}</code>}
      </p>
    );
  if (isListOnly)
    return (
      <div className="stack-tight" role="status">
        <p>{t('preview.numbers', { n: preview.rows.length + preview.moreCount })}</p>
        <p className="http-numbers">{preview.rows.map((row) => row.number).join(', ')}</p>
        <p className="muted">{t('preview.askOne')}</p>
      </div>
    );
  const [first] = preview.rows;
  if (first && preview.rows.every(({ mappingFault }) => mappingFault !== null && mappingFault === first.mappingFault))
    return (
      <div role="alert">
        <p>{t('preview.noneByMapping')}</p>
        <MappingFault row={first} />
      </div>
    );
  const good = preview.rows.filter((row) => row.order !== null && row.state !== null).length;
  return (
    <div className="stack-tight">
      <p role="status">{t('preview.good', { good, all: preview.rows.length })}</p>
      {preview.rows.map((row, index) => (
        // Numbers may come twice in a sample.
        // oxlint-disable-next-line react/no-array-index-key
        <RowCard key={`${row.number} ${index}`} row={row} />
      ))}
      {preview.moreCount > 0 && <p className="muted">{t('preview.more', { n: preview.moreCount })}</p>}
    </div>
  );
}

function MappingFault({ row }: { readonly row: Row }): ReactNode {
  const { t } = useTranslation('http-api');
  if (row.mappingFault === null) return null;
  return (
    <p className="http-fault">
      {row.mappingLine === null
        ? t('preview.mapping', { detail: row.mappingFault })
        : t('preview.mappingAt', { detail: row.mappingFault, line: row.mappingLine })}
    </p>
  );
}

function RowCard({ row }: { readonly row: Row }): ReactNode {
  const { t } = useTranslation('http-api');
  const format = useFormat();
  const { order } = row;
  return (
    <article className="http-order" aria-label={row.number}>
      <div className="row-between">
        <strong>{order?.displayNumber ?? row.number}</strong>
        {row.state !== null && <Chip tone={row.state === 'skip' ? 'neutral' : 'go'}>{t(`option.${row.state}`)}</Chip>}
        {row.state === null && row.status !== '' && (
          <Chip tone="warn">{t('preview.unknownStatus', { status: row.status })}</Chip>
        )}
      </div>
      <MappingFault row={row} />
      {row.faults.length > 0 && (
        <ul className="http-faults">
          {row.faults.map((fault) => (
            <li key={`${fault.field} ${fault.problem}`} className="http-fault">
              {t(`preview.field.${fault.problem}`, { field: fault.field })}
            </li>
          ))}
        </ul>
      )}
      {order && (
        <>
          <p>
            {format.money(order.totalMinor, order.currency)} · <TimeText atMs={order.placedAtMs} long />
            {order.paidAtMs !== null && ` · ${t('preview.paid')}`}
          </p>
          {order.recipient !== '' && <p>{order.recipient}</p>}
          <ul className="http-lines">
            {order.lines.map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                {line.quantity} × {line.sku} {line.title}
              </li>
            ))}
          </ul>
          {order.labels.length > 0 && <p className="muted">{order.labels.join(' · ')}</p>}
        </>
      )}
    </article>
  );
}
