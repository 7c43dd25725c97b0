import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SwitchOffDialog } from '#renderer/features/shops/SwitchOffDialog.tsx';
import type { WayOff } from '#renderer/features/shops/SwitchOffDialog.tsx';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { CarrierAccountView } from '#renderer/ui/contract-types.ts';
import { useServiceLabel } from '#renderer/ui/use-service-label.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';

/** One carrier account. */
export function CarrierCard({
  account,
  substitute,
  onEdit,
}: {
  readonly account: CarrierAccountView;
  /** Name of the account that the next waybills come from when this one is off; null when none is left. */
  readonly substitute: string | null;
  readonly onEdit: () => void;
}): ReactNode {
  const { t } = useTranslation('shops');
  const isAdmin = useHasRole('admin');
  const serviceLabel = useServiceLabel();
  const service =
    serviceLabel(account.carrierId, account.serviceCode) ?? t('carrier.service', { code: account.serviceCode });
  const change = useRowAct(account.name, (input: { enabled?: boolean; isDefault?: boolean }) =>
    client.carriers.update({ id: account.id, ...input }),
  );
  const [asked, setAsked] = useState<WayOff | null>(null);
  return (
    <article className="panel shop-card">
      <div className="row-between">
        <span className="row">
          <h3 className="shop-name">{account.name}</h3>
          <span className="muted">{service}</span>
        </span>
        <span className="row">
          {account.isDefault && <Chip tone="accent">{t('common:default')}</Chip>}
          <Chip tone={account.enabled ? 'go' : 'neutral'}>{t(stateOf(account))}</Chip>
        </span>
      </div>
      <ProblemNote problem={change.problem} onClose={change.clear} />
      {isAdmin && (
        <div className="row">
          <Button onClick={onEdit}>{t(account.connected ? 'common:edit' : 'shop.connectAgain')}</Button>
          {!account.isDefault && account.enabled && (
            <Button onClick={() => change.run({ isDefault: true })}>{t('carrier.makeDefault')}</Button>
          )}
          {account.connected && (
            <Button onClick={() => (account.enabled ? setAsked('switchOff') : change.run({ enabled: true }))}>
              {t(account.enabled ? 'shop.switchOff' : 'shop.switchOn')}
            </Button>
          )}
          {account.connected && (
            <Button danger type="text" onClick={() => setAsked('disconnect')}>
              {t('shop.disconnect')}
            </Button>
          )}
        </div>
      )}
      <SwitchOffDialog
        asked={asked}
        name={account.name}
        consequences={[
          substitute ? t('carrier.off.other', { name: substitute }) : t('carrier.off.none'),
          account.openParcelCount > 0
            ? t('carrier.off.open', { n: account.openParcelCount })
            : t('carrier.off.noneOpen'),
          t(asked === 'disconnect' ? 'carrier.gone.back' : 'shop.off.back'),
        ]}
        onSwitchOff={() => client.carriers.update({ id: account.id, enabled: false })}
        onDisconnect={() => client.carriers.disconnect({ id: account.id })}
        onClose={() => setAsked(null)}
      />
    </article>
  );
}

function stateOf(account: CarrierAccountView): string {
  if (!account.connected) return 'shop.disconnected';
  return account.enabled ? 'carrier.on' : 'common:off';
}
