import { Button, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/features/customs/goods/Field.tsx';
import type { GoodsListRow } from '#renderer/features/customs/goods/GoodsTab.tsx';
import { CUSTOMS_UNITS } from '#renderer/features/customs/goods/customs-units.ts';
import { client } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import { BrandKind, GoodsFlag } from '#shared/model/customs.ts';
import type { GoodsPatch } from '#shared/model/customs-goods.ts';

/** Fields that many goods have in common. Codes and descriptions are looked at one by one, except where a whole line shares them. */
const FIELDS = [
  'descriptionEn',
  'material',
  'use',
  'hs6',
  'origin',
  'netWeightG',
  'unitCode',
  'brand',
  'brandKind',
  'dangerClass',
  'flags',
] as const;
type BulkField = (typeof FIELDS)[number];
type Results = Outputs['customsGoods']['saveMany']['results'];

interface Props {
  readonly rows: readonly GoodsListRow[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One field, one value, many goods. What did not work stays listed with its reason. */
export function BulkDialog({ rows, onDone, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-goods');
  const textOf = useProblemText();
  const [field, setField] = useState<BulkField>('origin');
  const [value, setValue] = useState<string | number | readonly string[] | null>(null);
  const [failed, setFailed] = useState<Results | null>(null);
  const patch = patchOf(field, value);
  const save = useAct(
    (change: GoodsPatch) =>
      client.customsGoods.saveMany({
        goods: rows.map(({ skuId, version }) => ({ skuId, version })),
        patch: change,
        reason: t('bulk.reason'),
      }),
    {
      toast: ({ results }) => t('bulk.done', { n: results.filter(({ state }) => state !== 'failed').length }),
      done({ results }) {
        const wrong = results.filter(({ state }) => state === 'failed');
        if (wrong.length === 0) onDone();
        else setFailed(wrong);
      },
    },
  );
  const nameOf = (skuId: string): string => rows.find((row) => row.skuId === skuId)?.skuCode ?? skuId;
  const tooMany = rows.length > MOST;
  return (
    <Modal
      open
      width={640}
      title={t('bulk.title', { n: rows.length })}
      onCancel={failed ? onDone : onClose}
      destroyOnHidden
      footer={
        failed ? (
          <Button type="primary" onClick={onDone}>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button
              type="primary"
              disabled={patch === null || tooMany}
              loading={save.busy}
              onClick={() => patch && save.run(patch)}
            >
              {t('bulk.apply', { n: rows.length })}
            </Button>
          </>
        )
      }
    >
      {failed ? (
        <div className="stack-tight">
          <strong>{t('bulk.failed', { n: failed.length })}</strong>
          <ul>
            {failed.map(({ skuId, problem }) => (
              <li key={skuId}>
                <span className="mono">{nameOf(skuId)}</span> {problem && textOf(problem).title}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className="stack">
          <Field label={t('bulk.field')}>
            <Select
              aria-label={t('bulk.field')}
              value={field}
              onChange={(next) => {
                setField(next);
                setValue(null);
              }}
              options={FIELDS.map((name) => ({
                value: name,
                label: t(name === 'hs6' ? 'scheme.hs6.name' : `field.${name}`),
              }))}
            />
          </Field>
          <Field label={t('bulk.value')} hint={t('bulk.hint')}>
            <ValueInput field={field} value={value} onChange={setValue} />
          </Field>
          {tooMany && <strong className="goods-wrong">{t('bulk.tooMany', { n: MOST })}</strong>}
          <ProblemNote problem={save.problem} onClose={save.clear} />
        </div>
      )}
    </Modal>
  );
}

/** As many as one call takes. */
const MOST = 500;

interface ValueProps {
  readonly field: BulkField;
  readonly value: string | number | readonly string[] | null;
  readonly onChange: (value: string | number | readonly string[] | null) => void;
}

function ValueInput({ field, value, onChange }: ValueProps): ReactNode {
  const { t } = useTranslation('customs-goods');
  const label = t('bulk.value');
  if (field === 'netWeightG')
    return (
      <InputNumber
        aria-label={label}
        min={1}
        max={1_000_000}
        precision={0}
        suffix="g"
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  if (field === 'flags')
    return (
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={label}
        value={Array.isArray(value) ? value : []}
        onChange={onChange}
        options={GoodsFlag.options.map((flag) => ({ value: flag, label: t(`flag.${flag}`) }))}
      />
    );
  if (field === 'brandKind' || field === 'unitCode')
    return (
      <Select
        aria-label={label}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
        options={
          field === 'brandKind'
            ? BrandKind.options.map((kind) => ({ value: kind, label: `${kind} ${t(`brandKind.${kind}`)}` }))
            : CUSTOMS_UNITS.map(([code, name]) => ({ value: code, label: `${code} ${name}` }))
        }
      />
    );
  return (
    <Input
      autoFocus
      aria-label={label}
      maxLength={field === 'origin' ? 2 : 200}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(field === 'origin' ? event.target.value.toUpperCase() : event.target.value)}
    />
  );
}

function patchOf(field: BulkField, value: ValueProps['value']): GoodsPatch | null {
  if (value === null) return null;
  if (field === 'flags') {
    const flags = GoodsFlag.array().safeParse(value);
    return flags.success ? { flags: flags.data } : null;
  }
  if (field === 'netWeightG') return typeof value === 'number' ? { netWeightG: value } : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (field === 'brandKind') return { brandKind: BrandKind.parse(value) };
  if (field === 'hs6') {
    const code = value.replaceAll(/\D/g, '');
    return code.length === 6 ? { hsCodes: [{ scheme: 'hs6', code }] } : null;
  }
  if (field === 'origin') return /^[A-Z]{2}$/.test(value) ? { origin: value } : null;
  return { [field]: value };
}
