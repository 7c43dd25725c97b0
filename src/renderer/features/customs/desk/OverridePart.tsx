import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CaseDetail } from '#shared/contract/customs-desk.ts';

/** Whoever has the right lets the order go with what blocks it, or takes that back. */
export function OverridePart({
  found,
  mayRelease,
}: {
  readonly found: CaseDetail;
  readonly mayRelease: boolean;
}): ReactNode {
  const { t, i18n } = useTranslation('customs-desk');
  const text = useFieldText();
  const [isAsking, setAsking] = useState(false);
  const blocks = found.findings.filter((finding) => finding.severity === 'block');
  const override = useAct(
    (reason: string) =>
      client.customsDesk.override({
        orderId: found.orderId,
        version: found.version,
        keys: blocks.map((finding) => finding.key),
        reason,
      }),
    { toast: t('override.done'), done: () => setAsking(false) },
  );
  const withdraw = useAct(() => client.customsDesk.withdraw({ orderId: found.orderId, version: found.version }));
  const isMoot = !found.isOpen || blocks.length === 0;
  const moot = found.isOpen ? 'ERR_CUSTOMS_CASE_CHANGED' : 'ERR_CUSTOMS_CASE_CLOSED';
  // A reason that is being typed is not taken away when nothing blocks any more: the window says so.
  if (isMoot && !isAsking && !withdraw.problem) return null;
  const close = (): void => {
    setAsking(false);
    override.clear();
  };
  const title = mayRelease ? undefined : t('override.noRight');
  return (
    <section className="stack-tight">
      <div className="row">
        {found.state === 'blocked' && (
          <Button danger disabled={!mayRelease} title={title} onClick={() => setAsking(true)}>
            {t('override.button')}
          </Button>
        )}
        {found.state === 'overridden' && (
          <Button disabled={!mayRelease} title={title} loading={withdraw.busy} onClick={() => withdraw.run(undefined)}>
            {t('override.withdraw')}
          </Button>
        )}
        {!mayRelease && <span className="muted">{t('override.noRight')}</span>}
      </div>
      <ProblemNote problem={withdraw.problem} onClose={withdraw.clear} />
      <ReasonDialog
        open={isAsking}
        danger
        title={t('override.title')}
        intro={
          <div className="stack-tight">
            <p>{t('override.intro')}</p>
            <ul>
              {blocks.map((finding) => (
                <li key={finding.key}>
                  <strong>{text.field(finding.field)}</strong>{' '}
                  {i18n.language === 'en' ? finding.textEn : finding.textZh}
                </li>
              ))}
            </ul>
          </div>
        }
        okText={t('override.button')}
        choices={[t('override.carrierAgreed'), t('override.buyerAgreed')]}
        busy={override.busy}
        problem={isMoot ? { code: moot, data: { number: found.orderNumber } } : override.problem}
        onOk={(reason) => (isMoot ? close() : override.run(reason))}
        onCancel={close}
      />
    </section>
  );
}
