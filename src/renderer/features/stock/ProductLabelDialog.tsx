import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockRow } from '#renderer/ui/contract-types.ts';
import { DocumentDialog } from '#renderer/ui/DocumentDialog.tsx';

/** Labels for goods, so many of each. */
export function ProductLabelDialog({
  rows,
  onClose,
}: {
  readonly rows: readonly StockRow[];
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('stock');
  const [copies, setCopies] = useState<number | null>(1);
  const [first] = rows;
  return (
    <DocumentDialog
      title={rows.length === 1 ? t('labels.of', { code: first?.code ?? '' }) : t('labels.ofMany', { n: rows.length })}
      subject={copies === null ? null : { kind: 'product', skuIds: rows.map(({ skuId }) => skuId), copies }}
      fields={
        <label className="stack-tight">
          <span>{t(rows.length === 1 ? 'labels.copies' : 'labels.copiesEach')}</span>
          <InputNumber
            autoFocus
            aria-label={t('labels.copies')}
            min={1}
            max={1000}
            precision={0}
            value={copies}
            onChange={setCopies}
            style={{ width: 160 }}
          />
        </label>
      }
      onClose={onClose}
    />
  );
}
