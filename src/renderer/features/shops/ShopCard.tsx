import { CloudDownloadOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Ledger } from '#renderer/features/shops/Ledger.tsx';
import { Completeness } from '#renderer/features/shops/Completeness.tsx';
import { WebhookHealth } from '#renderer/features/shops/pushes/WebhookHealth.tsx';
import { OpenedPart } from '#renderer/features/shops/OpenedPart.tsx';
import { Listings } from '#renderer/features/shops/Listings.tsx';
import { Replays } from '#renderer/features/shops/Replays.tsx';
import { StockPush } from '#renderer/features/shops/StockPush.tsx';
import { SyncWays } from '#renderer/features/shops/SyncWays.tsx';
import { SwitchOffDialog } from '#renderer/features/shops/SwitchOffDialog.tsx';
import type { WayOff } from '#renderer/features/shops/SwitchOffDialog.tsx';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { endSearchForShop, soughtPart } from '#renderer/ui/sought-shop.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import { keepSessionState } from '#renderer/ui/use-session-state.ts';

/** One shop: is it read, how far, what is missing. */
export function ShopCard({
  shop,
  onEdit,
  onStatuses,
}: {
  readonly shop: ShopView;
  readonly onEdit: () => void;
  /** Opens what the statuses of its platform mean. */
  readonly onStatuses: () => void;
}): ReactNode {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const isAdmin = useHasRole('admin');
  const [calendar, setCalendar] = useState(false);
  const card = useRef<HTMLElement>(null);
  const [sought] = useState(() => soughtPart(shop.id));
  const [ledger, setLedger] = useState(sought === 'ledger');
  const [replays, setReplays] = useState(false);
  const [webhooks, setWebhooks] = useState(false);
  const pull = useRowAct(shop.name, () => client.shops.pullNow({ id: shop.id }), { toast: t('shop.pulling') });
  const switchOn = useRowAct(shop.name, () => client.shops.update({ id: shop.id, enabled: true }));
  const [asked, setAsked] = useState<WayOff | null>(null);
  useEffect(() => {
    if (sought === 'card') card.current?.scrollIntoView({ block: 'start' });
    if (sought !== null) endSearchForShop();
  }, [sought]);
  return (
    <article ref={card} className="panel shop-card">
      <div className="row-between">
        <span className="row">
          <h3 className="shop-name">{shop.name}</h3>
          <Chip tone={shop.enabled ? (shop.problem ? 'stop' : 'go') : 'neutral'}>{t(stateOf(shop))}</Chip>
          {shop.parkedCount > 0 && (
            <Link href="/jobs" onClick={() => keepSessionState('jobs.tab', 'messages')}>
              <Chip tone="stop">{t('shop.parked', { n: shop.parkedCount })}</Chip>
            </Link>
          )}
        </span>
        <span className="row">
          <Button
            icon={<CloudDownloadOutlined />}
            loading={pull.busy}
            disabled={!shop.enabled}
            onClick={() => pull.run(undefined)}
          >
            {t('shop.pull')}
          </Button>
          <Button aria-expanded={calendar} onClick={() => setCalendar(!calendar)}>
            {t('shop.completeness')}
          </Button>
          <Button onClick={onStatuses}>{t('statuses:open')}</Button>
          <Button aria-expanded={ledger} onClick={() => setLedger(!ledger)}>
            {t('sync:open')}
          </Button>
          <Button aria-expanded={replays} onClick={() => setReplays(!replays)}>
            {t('sync:replay.open')}
          </Button>
          {shop.push === 'webhook' && (
            <Button aria-expanded={webhooks} onClick={() => setWebhooks(!webhooks)}>
              {t('pushes:health.open')}
            </Button>
          )}
          {isAdmin && <Button onClick={onEdit}>{t(shop.connected ? 'common:edit' : 'shop.connectAgain')}</Button>}
          {isAdmin && shop.connected && (
            <Button
              loading={switchOn.busy}
              onClick={() => (shop.enabled ? setAsked('switchOff') : switchOn.run(undefined))}
            >
              {t(shop.enabled ? 'shop.switchOff' : 'shop.switchOn')}
            </Button>
          )}
          {isAdmin && shop.connected && (
            <Button danger type="text" onClick={() => setAsked('disconnect')}>
              {t('shop.disconnect')}
            </Button>
          )}
        </span>
      </div>
      <ProblemNote problem={shop.enabled ? shop.problem : null} />
      <ProblemNote
        problem={pull.problem ?? switchOn.problem}
        onClose={() => [pull, switchOn].forEach((act) => act.clear())}
      />
      <Facts
        inline
        rows={[
          [t('shop.orders'), format.count(shop.orderCount)],
          [
            t('shop.lastSuccess'),
            shop.lastSuccessAtMs === null ? (
              t('common:never')
            ) : (
              <TimeText key="success" atMs={shop.lastSuccessAtMs} long />
            ),
          ],
          [t('shop.watermark'), shop.watermarkMs === null ? '' : <TimeText key="mark" atMs={shop.watermarkMs} long />],
          [t('shop.interval'), every(shop.pollIntervalMs)],
          [t('shop.push'), t(`shop.pushKind.${shop.push}`)],
        ]}
      />
      {shop.enabled && shop.channelId !== 'file' && <SyncWays shop={shop} />}
      {shop.pushesStock && <StockPush shop={shop} />}
      {shop.enabled && shop.canPushStock && <Listings shop={shop} />}
      {calendar && (
        <OpenedPart>
          <Completeness shop={shop} />
        </OpenedPart>
      )}
      {webhooks && (
        <OpenedPart>
          <WebhookHealth shop={shop} />
        </OpenedPart>
      )}
      {ledger && (
        <OpenedPart>
          <Ledger shop={shop} />
        </OpenedPart>
      )}
      {replays && (
        <OpenedPart>
          <Replays shop={shop} />
        </OpenedPart>
      )}
      <SwitchOffDialog
        asked={asked}
        name={shop.name}
        consequences={consequences()}
        onSwitchOff={() => client.shops.update({ id: shop.id, enabled: false })}
        onDisconnect={() => client.shops.disconnect({ id: shop.id })}
        onClose={() => setAsked(null)}
      />
    </article>
  );

  function every(intervalMs: number): string {
    const seconds = Math.round(intervalMs / 1000);
    return seconds % 60 === 0 ? t('shop.everyMinutes', { n: seconds / 60 }) : t('shop.everySeconds', { n: seconds });
  }

  function consequences(): string[] {
    const open = shop.openOrderCount;
    if (asked === 'switchOff') {
      return [
        t('shop.off.noneCome'),
        open > 0 ? t('shop.off.open', { n: open }) : t('shop.off.noneOpen'),
        t('shop.off.back'),
      ];
    }
    if (shop.orderCount === 0) return [t('shop.gone.noneCome'), t('shop.gone.noTrace')];
    return [
      t('shop.gone.noneCome'),
      t('shop.gone.history', { n: shop.orderCount }),
      open > 0 ? t('shop.gone.open', { n: open }) : t('shop.off.noneOpen'),
      t('shop.gone.back'),
    ];
  }
}

function stateOf(shop: ShopView): string {
  if (!shop.connected) return 'shop.disconnected';
  if (!shop.enabled) return 'common:off';
  return shop.problem ? 'shop.trouble' : 'shop.reading';
}
