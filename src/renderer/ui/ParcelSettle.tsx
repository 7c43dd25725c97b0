import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettledParcel } from '#renderer/ui/SettleParcelDialog.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

interface Props {
  readonly orderId: string;
  readonly shipmentId: string;
  readonly onAnswer: (parcel: SettledParcel) => void;
}

/** A labelled parcel whose report does not go on: whether the box left is known to people only. */
export function ParcelSettle({ orderId, shipmentId, onAnswer }: Props): ReactNode {
  const { t } = useTranslation();
  const isLead = useHasRole('lead');
  return (
    <span className="row" style={{ flexWrap: 'nowrap', flexShrink: 0 }}>
      {(['left', 'stayed'] as const).map((outcome) => (
        <Button
          key={outcome}
          disabled={!isLead}
          title={isLead ? undefined : t('leadOnly')}
          onClick={() => onAnswer({ orderId, shipmentId, outcome })}
        >
          {t(`settle.${outcome}.button`)}
        </Button>
      ))}
    </span>
  );
}
