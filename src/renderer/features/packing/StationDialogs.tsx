import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from 'antd';
import { ManualWeight } from '#renderer/features/packing/ManualWeight.tsx';
import { PackagingDialog } from '#renderer/features/packing/PackagingDialog.tsx';
import type { DialogName } from '#renderer/features/packing/use-station-actions.ts';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { ReprintDialog } from '#renderer/ui/ReprintDialog.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

interface Props {
  readonly dialog: DialogName | null;
  readonly onClose: () => void;
  /** What the scale said that was refused for being too far off; null when nothing was. */
  readonly refusedG: number | null;
  readonly expectedG: number | null;
  readonly printJob: PrintJobView | null;
  readonly packagingCode: string | null;
  readonly reload: () => void;
  readonly busy: boolean;
  readonly act: StationSession['act'];
}

/** The few questions of the station. Each closes with Escape; the scanner goes on working behind them. */
export const StationDialogs = memo(function StationDialogs(props: Props): ReactNode {
  const { dialog, onClose, refusedG, expectedG, printJob, packagingCode, reload, busy, act } = props;
  const { t } = useTranslation('packing');
  const format = useFormat();
  const close = async (work: Promise<boolean>): Promise<void> => {
    await work;
    onClose();
  };
  return (
    <>
      <ManualWeight
        open={dialog === 'weight'}
        busy={busy}
        onCancel={onClose}
        onGrams={(weight) => void close(act((stationId) => client.packing.weighManually({ stationId, grams: weight })))}
      />
      <ReasonDialog
        open={dialog === 'override' && refusedG !== null}
        title={t('override.title')}
        intro={
          <p>
            {t('override.intro', { weight: format.weight(refusedG ?? 0), expected: format.weight(expectedG ?? 0) })}
          </p>
        }
        okText={t('override.ok')}
        danger
        choices={[t('override.packaging'), t('override.masterData'), t('override.gift')]}
        busy={busy}
        onOk={(reason) =>
          void close(
            act((stationId) =>
              client.packing.weighManually({ stationId, grams: refusedG ?? 0, overrideTolerance: true, reason }),
            ),
          )
        }
        onCancel={onClose}
      />
      <ReprintDialog
        job={dialog === 'reprint' ? printJob : null}
        onClose={() => {
          onClose();
          reload();
        }}
      />
      {dialog === 'box' && (
        <PackagingDialog
          chosen={packagingCode}
          onCancel={onClose}
          onChoose={(code) => void close(act((stationId) => client.packing.choosePackaging({ stationId, code })))}
        />
      )}
      <Modal
        open={dialog === 'hold'}
        title={t('hold.title')}
        okText={t('hold.ok')}
        cancelText={t('putBack.keep')}
        okButtonProps={{ danger: true, autoFocus: true }}
        onOk={() => void close(act((stationId) => client.packing.hold({ stationId })))}
        onCancel={onClose}
        destroyOnHidden
      >
        <p>{t('hold.intro')}</p>
      </Modal>
      <Modal
        open={dialog === 'cancel'}
        title={t('putBack.title')}
        okText={t('putBack.ok')}
        cancelText={t('putBack.keep')}
        okButtonProps={{ danger: true, autoFocus: true }}
        onOk={() => void close(act((stationId) => client.packing.cancel({ stationId })))}
        onCancel={onClose}
        destroyOnHidden
      >
        <p>{t('putBack.intro')}</p>
      </Modal>
    </>
  );
});
