import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskDialog } from '#renderer/features/customs/desk/AskDialog.tsx';
import { FieldValueInput } from '#renderer/features/customs/desk/FieldValueInput.tsx';
import { RefusedList } from '#renderer/features/customs/desk/RefusedList.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CaseRow } from '#shared/contract/customs-desk.ts';
import { numberField, numberKindOf, PLAIN_CASE_FIELD_NAMES } from '#shared/model/customs-case.ts';
import { IdNumberKind } from '#shared/model/customs.ts';

interface Props {
  readonly rows: readonly CaseRow[];
  /** That the list is narrowed to; offered first. */
  readonly field: string | null;
  readonly onDone: () => void;
}

/** What can be done with the selected orders: one value for all, ask their buyers, judge them anew. */
export function FillBar({ rows, field: wanted, onDone }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const [only] = rows.length === 1 ? rows : [];
  // A number is one buyer's: offered for one order, those that it lacks first.
  const lacking = only?.fields.filter((name) => numberKindOf(name) !== null) ?? [];
  const numbers = only ? IdNumberKind.options.map(numberField).filter((name) => !lacking.includes(name)) : [];
  const fields: readonly string[] = [...lacking, ...PLAIN_CASE_FIELD_NAMES, ...numbers];
  const [field, setField] = useState(wanted !== null && fields.includes(wanted) ? wanted : (fields[0] ?? 'channel'));
  const shown = fields.includes(field) ? field : (fields[0] ?? 'channel');
  const [value, setValue] = useState('');
  const [isAsking, setAsking] = useState(false);
  const orders = rows.map(({ orderId, version }) => ({ orderId, version }));
  const [refused, setRefused] = useState<Outputs['customsDesk']['fill']['refused']>([]);
  const fill = useAct(() => client.customsDesk.fill({ orders, field: shown, value }), {
    toast: ({ filled }) => t('fill.done', { n: filled, field: text.field(shown) }),
    done(result) {
      setRefused(result.refused);
      if (result.refused.length === 0) onDone();
    },
  });
  const recheck = useAct(() => client.customsDesk.recheck({ orderIds: orders.map((order) => order.orderId) }), {
    toast: ({ checked }) => t('recheck.done', { n: checked }),
    done: onDone,
  });
  return (
    <div className="stack-tight">
      <div className="selection-bar" role="region" aria-label={t('select.title', { n: rows.length })}>
        <strong>{t('select.title', { n: rows.length })}</strong>
        <Select
          aria-label={t('fill.field')}
          className="desk-field"
          showSearch={{ optionFilterProp: 'label' }}
          value={shown}
          options={fields.map((name) => ({ value: name, label: text.field(name) }))}
          onChange={(next) => {
            setField(next);
            setValue('');
          }}
        />
        <FieldValueInput field={shown} value={value} onChange={setValue} onEnter={() => fill.run(undefined)} />
        <Button type="primary" disabled={value.trim() === ''} loading={fill.busy} onClick={() => fill.run(undefined)}>
          {t('fill.button', { n: rows.length })}
        </Button>
        <Button onClick={() => setAsking(true)}>{t('ask.button')}</Button>
        <Button loading={recheck.busy} onClick={() => recheck.run(undefined)}>
          {t('recheck.button')}
        </Button>
        <Button type="text" onClick={onDone}>
          {t('select.none')}
        </Button>
      </div>
      <ProblemNote problem={fill.problem ?? recheck.problem} onClose={fill.problem ? fill.clear : recheck.clear} />
      <RefusedList refused={refused} onClose={() => setRefused([])} />
      {isAsking && <AskDialog orderIds={orders.map((order) => order.orderId)} onClose={() => setAsking(false)} />}
    </div>
  );
}
