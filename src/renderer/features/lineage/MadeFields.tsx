import { Switch } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import type { Format } from '#renderer/ui/format.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

type Detail = Outputs['lineage']['message'];
type Field = Detail['fields'][number];

/** The values that were read from a message, where they stand in it, and what the message before it said. */
export function MadeFields({ detail }: { readonly detail: Detail }): ReactNode {
  const { t } = useTranslation('lineage');
  const format = useFormat();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const hasBefore = detail.comparedWith !== null;
  const fields = detail.fields.filter((field) =>
    onlyChanged ? field.changed : field.changed || (field.value !== null && field.value !== ''),
  );
  const show = (field: Field, value: Field['value']): string => showField(field, value, detail.currency, format, t);
  return (
    <Panel
      title={t('made')}
      extra={
        hasBefore && (
          <label className="row">
            <Switch checked={onlyChanged} onChange={setOnlyChanged} aria-label={t('onlyChanged')} />
            {t('onlyChanged')}
          </label>
        )
      }
    >
      {detail.fields.length === 0 ? (
        <p className="muted">{t('nothing')}</p>
      ) : (
        <>
          <p className="muted">
            {t('today')} {t(hasBefore ? 'compared' : 'first')}
          </p>
          <table className="lineage-table">
            <thead>
              <tr>
                <th>{t('column.field')}</th>
                <th>{t('column.value')}</th>
                {hasBefore && <th>{t('column.before')}</th>}
                <th>{t('column.source')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.key} className={field.changed ? 'lineage-changed' : undefined}>
                  <th scope="row">
                    {field.line === null
                      ? ''
                      : t('common:pair', { name: t('field.line', { n: field.line }), text: '' })}
                    {t(`field.${field.name.replace('.', '_')}`, { defaultValue: field.name })}
                    {field.changed && <span className="visually-hidden"> ({t('changed')})</span>}
                  </th>
                  <td>{show(field, field.value)}</td>
                  {hasBefore && <td className="muted">{field.changed ? show(field, field.before) || '—' : ''}</td>}
                  <td className="mono muted">{field.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}

function showField(field: Field, value: Field['value'], currency: string, format: Format, t: TFunction): string {
  if (value === null || value === '') return '';
  if (field.kind === 'money' && typeof value === 'number') return format.money(value, currency);
  if (field.kind === 'time' && typeof value === 'number') return format.full(value);
  if (field.kind === 'payment' || field.kind === 'fulfilment' || field.kind === 'afterSales')
    return t(`orders:axis.${field.kind}.${value}`, { defaultValue: String(value) });
  return String(value);
}
