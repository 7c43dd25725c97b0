import { CloudDownloadOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Completeness } from '#renderer/features/shops/Completeness.tsx';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** One shop: is it read, how far, what is missing. */
export function ShopCard({ shop, onEdit }: { readonly shop: ShopView; readonly onEdit: () => void }): ReactNode {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const isAdmin = useHasRole('admin');
  const [calendar, setCalendar] = useState(false);
  const pull = useAct(() => client.shops.pullNow({ id: shop.id }), { toast: t('shop.pulling') });
  const [asked, setAsked] = useState<'switchOff' | 'disconnect' | null>(null);
  const done = (): void => setAsked(null);
  const change = useAct((enabled: boolean) => client.shops.update({ id: shop.id, enabled }), { done });
  const disconnect = useAct(() => client.shops.disconnect({ id: shop.id }), { done });
  return (
    <article className="panel shop-card">
      <div className="row-between">
        <span className="row">
          <h3 className="shop-name">{shop.name}</h3>
          <Chip tone={shop.enabled ? (shop.problem ? 'stop' : 'go') : 'neutral'}>{t(stateOf(shop))}</Chip>
          {shop.parkedCount > 0 && (
            <Link href="/jobs">
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
          {isAdmin && <Button onClick={onEdit}>{t(shop.connected ? 'common:edit' : 'shop.connectAgain')}</Button>}
          {isAdmin && shop.connected && (
            <Button loading={change.busy} onClick={() => (shop.enabled ? setAsked('switchOff') : change.run(true))}>
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
        problem={pull.problem ?? (asked === null ? change.problem : null)}
        onClose={() => [pull, change].forEach((act) => act.clear())}
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
      {calendar && <Completeness shop={shop} />}
      <ConfirmDialog
        open={asked !== null}
        title={t(`shop.${asked ?? 'switchOff'}Sure`, { name: shop.name })}
        consequences={consequences()}
        okText={t(`shop.${asked ?? 'switchOff'}`)}
        busy={change.busy || disconnect.busy}
        problem={change.problem ?? disconnect.problem}
        onOk={() => (asked === 'disconnect' ? disconnect.run(undefined) : change.run(false))}
        onCancel={() => {
          change.clear();
          disconnect.clear();
          done();
        }}
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
