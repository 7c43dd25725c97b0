import { Button, Dropdown, Space } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs, OrderDetail } from '#renderer/ui/contract-types.ts';
import { DocumentDialog } from '#renderer/ui/DocumentDialog.tsx';
import { PrinterOutlined } from '#renderer/ui/icons.tsx';

type Subject = Inputs['documents']['print']['subject'];

interface Props {
  readonly order: OrderDetail;
  readonly busy: boolean;
  readonly onPickSlip: () => void;
}

/** The pick slip with one click, the order's other papers behind the arrow beside it. */
export function OrderDocuments({ order, busy, onPickSlip }: Props): ReactNode {
  const { t } = useTranslation('orders');
  const [subject, setSubject] = useState<Subject | null>(null);
  const isPaid = order.payment !== 'awaited' && order.payment !== 'voided';
  return (
    <>
      <Space.Compact>
        <Button icon={<PrinterOutlined />} loading={busy} onClick={onPickSlip}>
          {t('action.slip')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'packing_slip', label: t('common:printKind.packing_slip') },
              { key: 'receipt', label: t('common:printKind.receipt'), disabled: !isPaid },
            ],
            onClick: ({ key }) =>
              setSubject(
                key === 'receipt'
                  ? { kind: 'receipt', orderId: order.id }
                  : { kind: 'packing_slip', orderId: order.id },
              ),
          }}
        >
          <Button aria-label={t('papers.more')} title={t('papers.more')}>
            ▾
          </Button>
        </Dropdown>
      </Space.Compact>
      {subject && (
        <DocumentDialog
          title={`${t(`common:printKind.${subject.kind}`)} · ${order.displayNumber}`}
          subject={subject}
          onClose={() => setSubject(null)}
        />
      )}
    </>
  );
}
