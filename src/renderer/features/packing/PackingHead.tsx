import { FullscreenExitOutlined, FullscreenOutlined, SoundOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoudFlags } from '#renderer/features/packing/LoudFlags.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { FlagChips } from '#renderer/ui/FlagChips.tsx';
import { toggleFullScreen, useFullScreen } from '#renderer/ui/full-screen.ts';
import { preferences, usePreferences } from '#renderer/ui/preferences.ts';
import { useFlagLooks } from '#renderer/ui/use-flag-looks.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PackingState } from '#shared/contract/packing.ts';

/** Which order is on the table, what the buyer asked for, how the day goes. */
export function PackingHead({ state, extra }: { readonly state: PackingState; readonly extra: ReactNode }): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const { order } = state;
  return (
    <header className="packing-head">
      <OrderOnTable order={order} parcelNumber={state.parcelNumber ?? 1} />
      {state.isShopGone && (
        <Chip tone="warn" title={t('shopGoneHint')}>
          {t('shopGone')}
        </Chip>
      )}
      {state.isPartial && <Chip tone="warn">{t('partial')}</Chip>}
      {state.nextQuantity !== null && <Chip tone="accent">{t('nextQuantity', { n: state.nextQuantity })}</Chip>}
      <span className="grow" />
      <span className="packing-count">
        <strong>{format.count(state.labelledToday)}</strong> {t('labelledToday')}
      </span>
      <span className="packing-count">
        <strong>{format.count(state.waitingCount)}</strong> {t('waiting')}
      </span>
      {extra}
      <ScreenButtons />
      {order && <LoudFlags flags={order.flags} />}
      {(['buyerNote', 'sellerNote'] as const).map(
        (whose) =>
          order &&
          order[whose] !== '' && (
            <p key={whose} className="packing-note">
              {t('common:pair', { name: t(`orders:facts.${whose}`), text: order[whose] })}
            </p>
          ),
      )}
    </header>
  );
}

const OrderOnTable = memo(function OrderOnTable({
  order,
  parcelNumber,
}: {
  readonly order: PackingState['order'];
  readonly parcelNumber: number;
}): ReactNode {
  const { t } = useTranslation('packing');
  const looks = useFlagLooks();
  if (!order) return <h1 className="packing-number">{t('title')}</h1>;
  return (
    <>
      <h1 className="mono packing-number">{order.displayNumber}</h1>
      <span className="packing-whose">
        <span className="ellipsis">{order.shopName}</span>
        <span className="muted ellipsis">{`${order.recipientMasked} · ${order.destination}`}</span>
      </span>
      {parcelNumber > 1 && <Chip tone="accent">{t('parcel', { n: parcelNumber })}</Chip>}
      <FlagChips flags={order.flags.filter((flag) => !looks(flag).isLoud)} />
    </>
  );
});

const ScreenButtons = memo(function ScreenButtons(): ReactNode {
  const { t } = useTranslation('packing');
  const fullScreen = useFullScreen();
  const { sound } = usePreferences();
  return (
    <>
      <Button
        type="text"
        icon={<SoundOutlined style={sound ? undefined : { opacity: 0.35 }} />}
        aria-pressed={sound}
        aria-label={t(sound ? 'soundOn' : 'soundOff')}
        title={`${t(sound ? 'soundOn' : 'soundOff')} (F10)`}
        onClick={() => preferences.set({ sound: !sound })}
      />
      <Button
        type="text"
        icon={fullScreen ? <FullscreenExitOutlined /> : <FullscreenOutlined />}
        aria-label={t('fullScreen')}
        title={`${t('fullScreen')} (F11)`}
        onClick={() => void toggleFullScreen()}
      />
    </>
  );
});
