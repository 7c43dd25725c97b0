import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { useRowAct } from '#renderer/ui/use-row-act.ts';

/** For a while, or until the credentials are typed again. */
export type WayOff = 'switchOff' | 'disconnect';

interface Props {
  /** What was asked for; null while nothing was. */
  readonly asked: WayOff | null;
  /** Of the shop or the carrier account. */
  readonly name: string;
  readonly consequences: readonly string[];
  readonly onSwitchOff: () => Promise<unknown>;
  readonly onDisconnect: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before a shop or a carrier account is used no more, and does it. */
export function SwitchOffDialog({ asked, name, consequences, onSwitchOff, onDisconnect, onClose }: Props): ReactNode {
  const { t } = useTranslation('shops');
  const off = useRowAct(name, (way: WayOff) => (way === 'disconnect' ? onDisconnect() : onSwitchOff()), {
    done: onClose,
  });
  // The words stay while the dialog fades.
  const way = asked ?? 'switchOff';
  return (
    <ConfirmDialog
      open={asked !== null}
      title={t(`shop.${way}Sure`, { name })}
      consequences={consequences}
      okText={t(`shop.${way}`)}
      busy={off.busy}
      problem={off.problem}
      onOk={() => off.run(way)}
      onCancel={() => {
        off.clear();
        onClose();
      }}
    />
  );
}
