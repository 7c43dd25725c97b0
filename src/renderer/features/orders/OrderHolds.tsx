import { PauseCircleFilled } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { client } from '#renderer/rpc/client.ts';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHoldText } from '#renderer/features/orders/use-hold-text.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** Holds that only customs itself takes away. */
const AT_CUSTOMS = ['customs_incomplete', 'customs_unchecked'];

type Hold = OrderDetail['holdDetails'][number];

/** Why the order stands still, since when, who said so, and the way on. */
export function OrderHolds({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const [releasing, setReleasing] = useState<Hold | null>(null);
  const [, navigate] = useLocation();
  const isLead = useHasRole('lead');
  const holdText = useHoldText();
  const release = useAct(
    (input: { hold: Hold; reason: string }) =>
      client.orders.releaseHold({
        id: order.id,
        kind: input.hold.kind,
        reasonCode: input.hold.reasonCode,
        reason: input.reason,
      }),
    { toast: t('hold.released'), done: () => setReleasing(null) },
  );
  return (
    <>
      {order.holdDetails.map((hold) => {
        const { title, advice } = holdText(hold);
        return (
          <section
            key={`${hold.kind}${hold.reasonCode}`}
            className="hold-card"
            aria-label={t(`common:hold.${hold.kind}`)}
          >
            <PauseCircleFilled style={{ color: 'var(--warn)', fontSize: 24 }} />
            <div className="grow stack-tight">
              <strong>{t('common:pair', { name: t(`common:hold.${hold.kind}`), text: title })}</strong>
              {advice && <span>{advice}</span>}
              <span className="muted">
                {t('hold.since')} <TimeText atMs={hold.placedAtMs} /> ·{' '}
                {t(`timeline:actor.${hold.placedBy}`, { defaultValue: hold.placedBy })}
              </span>
            </div>
            {hold.reasonCode === 'customs_incomplete' && (
              <Button onClick={() => navigate(`/customs/desk/${encodeURIComponent(order.displayNumber)}`)}>
                {t('hold.atDesk')}
              </Button>
            )}
            {!AT_CUSTOMS.includes(hold.reasonCode) && (
              <Button
                disabled={!isLead}
                title={isLead ? undefined : t('common:leadOnly')}
                onClick={() => setReleasing(hold)}
              >
                {t('hold.release')}
              </Button>
            )}
          </section>
        );
      })}
      <ReasonDialog
        open={releasing !== null}
        title={t('hold.releaseTitle')}
        intro={<p>{t('hold.releaseIntro')}</p>}
        okText={t('hold.release')}
        choices={[t('hold.checkedWithBuyer'), t('hold.corrected'), t('hold.acceptRisk')]}
        busy={release.busy}
        problem={release.problem}
        onOk={(reason) => releasing && release.run({ hold: releasing, reason })}
        onCancel={() => {
          setReleasing(null);
          release.clear();
        }}
      />
    </>
  );
}
