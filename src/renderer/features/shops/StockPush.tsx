import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs, ShopView } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';

type Refused = Outputs['stockPush']['state']['refused'][number];

/** What a shop was told of stock, and what it refused. */
export function StockPush({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const state = useQuery(orpc.stockPush.state.queryOptions({ input: { id: shop.id } }));
  const again = useAct((refusedOnly: boolean) => client.stockPush.sendAgain({ id: shop.id, refusedOnly }), {
    toast: t('shop.stock.sending'),
  });
  if (state.error) return <ProblemNote problem={problemOf(state.error)} />;
  if (!state.data) return null;
  const { problem, waiting, pushed, lastPushedAtMs, refusedCount, refused } = state.data;
  return (
    <section className="stack" aria-label={t('shop.stock.title')}>
      <div className="row-between">
        <Facts
          inline
          rows={[
            [
              t('shop.stock.title'),
              <span key="state" className="row">
                {t('shop.stock.pushed', { n: format.count(pushed) })}
                {lastPushedAtMs !== null && (
                  <span className="muted">
                    {t('shop.stock.last')} <TimeText atMs={lastPushedAtMs} />
                  </span>
                )}
                {waiting > 0 && <Chip tone="neutral">{t('shop.stock.waiting', { n: format.count(waiting) })}</Chip>}
                {refusedCount > 0 && (
                  <Chip tone="stop">{t('shop.stock.refused', { n: format.count(refusedCount) })}</Chip>
                )}
              </span>,
            ],
          ]}
        />
        <Button type="text" loading={again.busy} disabled={!shop.enabled} onClick={() => again.run(false)}>
          {t('shop.stock.sendAll')}
        </Button>
      </div>
      <ProblemNote problem={shop.enabled ? problem : null} />
      <ProblemNote problem={again.problem} onClose={again.clear} />
      {refused.length > 0 && (
        <details>
          <summary>{t('shop.stock.refusedTitle')}</summary>
          <div className="stack-tight">
            {refused.map((each) => (
              <RefusedRow key={each.skuId} refused={each} />
            ))}
            {refusedCount > refused.length && (
              <p className="muted">{t('shop.stock.shown', { n: format.count(refused.length) })}</p>
            )}
            <Button
              style={{ alignSelf: 'flex-start' }}
              loading={again.busy}
              disabled={!shop.enabled}
              onClick={() => again.run(true)}
            >
              {t('shop.stock.sendAgain')}
            </Button>
          </div>
        </details>
      )}
    </section>
  );
}

function RefusedRow({ refused }: { readonly refused: Refused }): ReactNode {
  const textOf = useProblemText();
  const { vendorText } = refused.problem.data;
  return (
    <div className="row">
      <strong>{refused.skuCode}</strong>
      <span>{refused.title}</span>
      <span className="muted">
        {textOf(refused.problem).title}
        {typeof vendorText === 'string' && vendorText !== '' && `: ${vendorText}`}, <TimeText atMs={refused.atMs} />
      </span>
    </div>
  );
}
