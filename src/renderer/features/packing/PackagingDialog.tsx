import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** The shop's packagings, one touch each. At the table their barcodes on the command sheet are quicker. */
export function PackagingDialog({
  chosen,
  onChoose,
  onCancel,
}: {
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const { data } = useQuery(orpc.weighing.packagings.queryOptions());
  return (
    <Modal open title={t('box.title')} footer={null} onCancel={onCancel}>
      {data?.packagings.length === 0 && <EmptyState title={t('box.none')} hint={t('box.noneHint')} />}
      <div className="box-choices">
        {data?.packagings.map((box, index) => (
          <button
            key={box.id}
            type="button"
            className="choice"
            autoFocus={box.code === chosen || (chosen === null && index === 0)}
            aria-pressed={box.code === chosen}
            onClick={() => onChoose(box.code)}
          >
            <strong className="mono">{box.code}</strong> {box.name}
            <span className="muted">
              {box.lengthMm + box.widthMm + box.heightMm > 0 &&
                ` ${box.lengthMm} × ${box.widthMm} × ${box.heightMm} mm ·`}{' '}
              {box.tareG === null ? t('box.learning') : format.weight(box.tareG)}
            </span>
          </button>
        ))}
      </div>
    </Modal>
  );
}
