import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { INVESTIGATION_STEPS } from '#shared/contract/sync.ts';
import type { Investigation } from '#shared/contract/sync.ts';

/** Days that differed by more than the setting: what to look at, ticked by people, closed with a reason. */
export function Investigations({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('sync');
  const list = useQuery(orpc.sync.investigations.queryOptions({ input: { id: shop.id } }));
  const all = list.data?.investigations ?? [];
  if (all.length === 0) return null;
  return (
    <section className="stack" aria-label={t('investigation.title')}>
      <h4>{t('investigation.title')}</h4>
      {all.map((each) => (
        <InvestigationCard key={each.id} investigation={each} />
      ))}
    </section>
  );
}

function InvestigationCard({ investigation }: { readonly investigation: Investigation }): ReactNode {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const mayClose = useHasRole('lead');
  const [closing, setClosing] = useState(false);
  const tick = useAct((input: { step: (typeof INVESTIGATION_STEPS)[number]; done: boolean }) =>
    client.sync.tickStep({ id: investigation.id, ...input }),
  );
  const close = useAct((reason: string) => client.sync.closeInvestigation({ id: investigation.id, reason }), {
    done: () => setClosing(false),
  });
  const isOpen = investigation.closedAtMs === null;
  const share = (100 * investigation.differenceCount) / Math.max(1, investigation.platformCount);
  return (
    <div className="panel panel-body stack">
      <div className="row-between">
        <span className="row">
          <strong>{format.day(investigation.dayStartMs)}</strong>
          <Chip tone={isOpen ? 'stop' : 'neutral'}>{t(isOpen ? 'investigation.open' : 'investigation.closed')}</Chip>
          <span>
            {t('investigation.difference', {
              n: investigation.differenceCount,
              of: investigation.platformCount,
              share: format.count(Math.round(share * 10) / 10),
            })}
          </span>
        </span>
        {isOpen && (
          <Button
            disabled={!mayClose}
            title={mayClose ? undefined : t('investigation.leadOnly')}
            onClick={() => setClosing(true)}
          >
            {t('investigation.close')}
          </Button>
        )}
      </div>
      <ProblemNote problem={tick.problem} onClose={tick.clear} />
      {isOpen ? (
        INVESTIGATION_STEPS.map((step) => {
          const done = investigation.steps.find((each) => each.step === step);
          return (
            <Checkbox
              key={step}
              checked={done !== undefined}
              disabled={tick.busy}
              onChange={(event) => tick.run({ step, done: event.target.checked })}
            >
              {t(`step.${step}`)}
              {done && (
                <span className="muted">
                  {' '}
                  {done.doneBy}, <TimeText atMs={done.doneAtMs} />
                </span>
              )}
            </Checkbox>
          );
        })
      ) : (
        <>
          <p>
            {investigation.closeReason}{' '}
            <span className="muted">
              · {investigation.closedBy}, <TimeText atMs={investigation.closedAtMs} />
            </span>
          </p>
          <details className="muted">
            <summary>
              {t('investigation.ticked', { n: investigation.steps.length, of: INVESTIGATION_STEPS.length })}
            </summary>
            {investigation.steps.map(({ step, doneBy, doneAtMs }) => (
              <p key={step}>
                {t(`step.${step}`)} · {doneBy}, <TimeText atMs={doneAtMs} />
              </p>
            ))}
          </details>
        </>
      )}
      <ReasonDialog
        open={closing}
        title={t('investigation.why')}
        okText={t('investigation.close')}
        busy={close.busy}
        problem={close.problem}
        onOk={(reason) => close.run(reason)}
        onCancel={() => setClosing(false)}
      />
    </div>
  );
}
