import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { OrderId } from '#shared/model/ids.ts';

export interface SettledParcel {
  readonly orderId: string;
  readonly shipmentId: string;
  readonly outcome: 'left' | 'stayed';
}

interface Props {
  /** Null: nothing is asked. */
  readonly parcel: SettledParcel | null;
  readonly onClose: () => void;
}

/** Asks why a parcel counts as gone or put back. It stands beside the list: parcels that somebody else settles leave that. */
export function SettleParcelDialog({ parcel, onClose }: Props): ReactNode {
  const { t } = useTranslation();
  const settle = useAct(
    ({ orderId, ...answer }: SettledParcel & { reason: string }) =>
      client.orders.settleParcel({ id: OrderId.parse(orderId), ...answer }),
    { toast: (_order, answer) => t(`settle.${answer.outcome}.done`), done: onClose },
  );
  // The words stay while the dialog fades.
  const shown = parcel?.outcome ?? 'left';
  return (
    <ReasonDialog
      open={parcel !== null}
      title={t(`settle.${shown}.title`)}
      intro={<p>{t(`settle.${shown}.intro`)}</p>}
      okText={t(`settle.${shown}.ok`)}
      danger={shown === 'stayed'}
      choices={[t(`settle.${shown}.platform`), t(`settle.${shown}.byHand`)]}
      busy={settle.busy}
      problem={settle.problem}
      onOk={(reason) => parcel && settle.run({ ...parcel, reason })}
      onCancel={() => {
        settle.clear();
        onClose();
      }}
    />
  );
}
