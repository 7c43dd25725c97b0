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

type Listing = NonNullable<Outputs['stockPush']['listings']['state']>['listings'][number];

/** What a shop has on sale, so that stock can be told before the first sale; nothing where its platform lists no goods. */
export function Listings({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const answer = useQuery(orpc.stockPush.listings.queryOptions({ input: { id: shop.id } }));
  const read = useAct(() => client.stockPush.readListings({ id: shop.id }), { toast: t('shop.listings.reading') });
  if (answer.error) return <ProblemNote problem={problemOf(answer.error)} />;
  const state = answer.data?.state;
  if (!state) return null;
  return (
    <section className="stack" aria-label={t('shop.listings.title')}>
      <div className="row-between">
        <Facts
          inline
          rows={[
            [
              t('shop.listings.title'),
              <span key="state" className="row">
                {state.readAtMs === null
                  ? t('shop.listings.never')
                  : t('shop.listings.count', { n: format.count(state.listedCount) })}
                {state.readAtMs !== null && (
                  <span className="muted">
                    {t('shop.listings.read')} <TimeText atMs={state.readAtMs} />
                  </span>
                )}
                {state.unknownCount > 0 && (
                  <Chip tone="warn">{t('shop.listings.unknown', { n: format.count(state.unknownCount) })}</Chip>
                )}
              </span>,
            ],
          ]}
        />
        <Button type="text" loading={read.busy} disabled={!shop.enabled} onClick={() => read.run(undefined)}>
          {t('shop.listings.readNow')}
        </Button>
      </div>
      <ProblemNote problem={shop.enabled ? state.problem : null} />
      <ProblemNote problem={read.problem} onClose={read.clear} />
      {state.listings.length > 0 && (
        <details>
          <summary>{t('shop.listings.show')}</summary>
          <div className="stack-tight">
            {state.listings.map((each) => (
              <ListingRow key={`${each.externalItemId} ${each.externalSkuId}`} listing={each} />
            ))}
            {state.listedCount > state.listings.length && (
              <p className="muted">{t('shop.listings.shown', { n: format.count(state.listings.length) })}</p>
            )}
          </div>
        </details>
      )}
    </section>
  );
}

function ListingRow({ listing }: { readonly listing: Listing }): ReactNode {
  const { t } = useTranslation('shops');
  const { skuCode, title, variant, externalItemId, externalSkuId, isKnown } = listing;
  return (
    <div className="row">
      <strong>{skuCode === '' ? t('shop.listings.noCode') : skuCode}</strong>
      <span>{[title, variant].filter((text) => text !== '').join(', ')}</span>
      <span className="muted">{[externalItemId, externalSkuId].filter((id) => id !== '').join(' / ')}</span>
      {!isKnown && <Chip tone="warn">{t('shop.listings.noSku')}</Chip>}
    </div>
  );
}
