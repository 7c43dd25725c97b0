import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AskDialog } from '#renderer/features/customs/desk/AskDialog.tsx';
import { CaseFindings } from '#renderer/features/customs/desk/CaseFindings.tsx';
import { CasePapers } from '#renderer/features/customs/desk/CasePapers.tsx';
import { CaseValues } from '#renderer/features/customs/desk/CaseValues.tsx';
import { GoodsLink } from '#renderer/features/customs/desk/GoodsLink.tsx';
import { OverridePart } from '#renderer/features/customs/desk/OverridePart.tsx';
import { STATE_TONE } from '#renderer/features/customs/desk/state-tone.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { numberKindOf } from '#shared/model/customs-case.ts';

interface Props {
  readonly orderId: string;
  readonly mayRelease: boolean;
  readonly onClose: () => void;
}

/** One order: what is missing, filled in on the spot; what its buyer was asked; its goods and papers. */
export function CaseDrawer({ orderId, mayRelease, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery(orpc.customsDesk.case.queryOptions({ input: { orderId } }));
  const recheck = useAct(() => client.customsDesk.recheck({ orderIds: [orderId] }), {
    toast: t('recheck.done', { n: 1 }),
  });
  const found = query.data;
  return (
    <Drawer
      open
      onClose={onClose}
      size={720}
      title={
        found && (
          <span className="row">
            <span className="mono">{found.orderNumber}</span>
            <span>{text.territory(found.territory)}</span>
            <Chip tone={STATE_TONE[found.state]}>{t(`state.${found.state}`)}</Chip>
          </span>
        )
      }
      extra={
        <Button loading={recheck.busy} onClick={() => recheck.run(undefined)}>
          {t('recheck.button')}
        </Button>
      }
    >
      <ProblemNote problem={query.error ? problemOf(query.error) : recheck.problem} />
      {!found && query.isPending && <Skeleton active />}
      {found && (
        <div className="stack">
          {!found.isOpen && <p className="muted">{t('case.closed')}</p>}
          <Facts
            inline
            rows={[
              [t('case.shop'), found.shopName],
              [t('case.buyer'), found.recipientMasked],
              [t('case.papers'), <CasePapers key="papers" found={found} />],
              [t('case.checked'), <TimeText key="at" atMs={found.checkedAtMs} />],
            ]}
          />
          <CaseFindings found={found} />
          {found.findings.some((finding) => numberKindOf(finding.field) !== null) && (
            <div className="row">
              <Button onClick={() => setAsking(true)}>{t('ask.one')}</Button>
              {found.asked.map((ask) => (
                <span key={ask.kind} className="muted">
                  {t('common:pair', {
                    name: text.number(ask.kind),
                    text: t(ask.answeredAtMs === null ? 'asked.waiting' : 'asked.answered'),
                  })}{' '}
                  <TimeText atMs={ask.answeredAtMs ?? ask.atMs} />
                </span>
              ))}
            </div>
          )}
          <CaseValues found={found} />
          <section className="stack-tight">
            <h3>{t('case.goods')}</h3>
            <ul className="desk-goods">
              {found.goods.map((good) => (
                <li key={good.skuCode}>
                  {good.quantity} × <GoodsLink skuCode={good.skuCode}>{good.skuCode}</GoodsLink> {good.title}
                </li>
              ))}
            </ul>
          </section>
          <OverridePart found={found} mayRelease={mayRelease} />
          <Link href={`/orders/${found.orderId}`}>{t('case.toOrder')}</Link>
        </div>
      )}
      {isAsking && <AskDialog orderIds={[orderId]} onClose={() => setAsking(false)} />}
    </Drawer>
  );
}
