import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { OrderId } from '#shared/model/ids.ts';

type Outcome = 'left' | 'stayed';

interface Props {
  readonly orderId: string;
  readonly shipmentId: string;
}

/** A labelled parcel whose report does not go on: whether the box left is known to people only. */
export function ParcelSettle({ orderId, shipmentId }: Props): ReactNode {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isLead = useHasRole('lead');
  const settle = useAct(
    (answer: { outcome: Outcome; reason: string }) =>
      client.orders.settleParcel({ id: OrderId.parse(orderId), shipmentId, ...answer }),
    { toast: (_order, answer) => t(`settle.${answer.outcome}.done`), done: () => setOutcome(null) },
  );
  const shown = outcome ?? 'left';
  return (
    <span className="row" style={{ flexWrap: 'nowrap', flexShrink: 0 }}>
      {(['left', 'stayed'] as const).map((answer) => (
        <Button
          key={answer}
          disabled={!isLead}
          title={isLead ? undefined : t('leadOnly')}
          onClick={() => setOutcome(answer)}
        >
          {t(`settle.${answer}.button`)}
        </Button>
      ))}
      <ReasonDialog
        open={outcome !== null}
        title={t(`settle.${shown}.title`)}
        intro={<p>{t(`settle.${shown}.intro`)}</p>}
        okText={t(`settle.${shown}.ok`)}
        danger={shown === 'stayed'}
        choices={[t(`settle.${shown}.platform`), t(`settle.${shown}.byHand`)]}
        busy={settle.busy}
        problem={settle.problem}
        onOk={(reason) => outcome && settle.run({ outcome, reason })}
        onCancel={() => {
          setOutcome(null);
          settle.clear();
        }}
      />
    </span>
  );
}
