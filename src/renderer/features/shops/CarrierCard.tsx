import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { CarrierAccountView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-system-status.ts';

/** One carrier account. */
export function CarrierCard({
  account,
  onEdit,
}: {
  readonly account: CarrierAccountView;
  readonly onEdit: () => void;
}): ReactNode {
  const { t } = useTranslation('shops');
  const isAdmin = useHasRole('admin');
  const change = useAct((input: { enabled?: boolean; isDefault?: boolean }) =>
    client.carriers.update({ id: account.id, ...input }),
  );
  return (
    <article className="panel shop-card">
      <div className="row-between">
        <span className="row">
          <h3 className="shop-name">{account.name}</h3>
          <span className="muted">{t('carrier.service', { code: account.serviceCode })}</span>
        </span>
        <span className="row">
          {account.isDefault && <Chip tone="accent">{t('common:default')}</Chip>}
          <Chip tone={account.enabled ? 'go' : 'neutral'}>{t(account.enabled ? 'carrier.on' : 'common:off')}</Chip>
        </span>
      </div>
      <ProblemNote problem={change.problem} onClose={change.clear} />
      {isAdmin && (
        <div className="row">
          <Button onClick={onEdit}>{t('common:edit')}</Button>
          {!account.isDefault && (
            <Button onClick={() => change.run({ isDefault: true })}>{t('carrier.makeDefault')}</Button>
          )}
          <Button onClick={() => change.run({ enabled: !account.enabled })}>
            {t(account.enabled ? 'shop.switchOff' : 'shop.switchOn')}
          </Button>
        </div>
      )}
    </article>
  );
}
