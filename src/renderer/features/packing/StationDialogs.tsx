import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from 'antd';
import { ManualWeight } from '#renderer/features/packing/ManualWeight.tsx';
import type { DialogName } from '#renderer/features/packing/station-actions.ts';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PackingState } from '#shared/contract/packing.ts';

interface Props {
  readonly dialog: DialogName | null;
  readonly onClose: () => void;
  readonly session: StationSession;
  readonly state: PackingState;
}

/** The few questions of the station. Each closes with Escape; the scanner goes on working behind them. */
export function StationDialogs({ dialog, onClose, session, state }: Props): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const refused =
    session.problem?.code === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE' ? session.problem.data['grams'] : null;
  const grams = typeof refused === 'number' ? refused : null;
  const close = async (work: Promise<boolean>): Promise<void> => {
    await work;
    onClose();
  };
  return (
    <>
      <ManualWeight
        open={dialog === 'weight'}
        busy={session.busy}
        onCancel={onClose}
        onGrams={(weight) =>
          void close(session.act((stationId) => client.packing.weighManually({ stationId, grams: weight })))
        }
      />
      <ReasonDialog
        open={dialog === 'override' && grams !== null}
        title={t('override.title')}
        intro={
          <p>
            {t('override.intro', { weight: format.weight(grams ?? 0), expected: format.weight(state.expectedG ?? 0) })}
          </p>
        }
        okText={t('override.ok')}
        danger
        choices={[t('override.packaging'), t('override.masterData'), t('override.gift')]}
        busy={session.busy}
        onOk={(reason) =>
          void close(
            session.act((stationId) =>
              client.packing.weighManually({ stationId, grams: grams ?? 0, overrideTolerance: true, reason }),
            ),
          )
        }
        onCancel={onClose}
      />
      <Modal
        open={dialog === 'cancel'}
        title={t('putBack.title')}
        okText={t('putBack.ok')}
        cancelText={t('putBack.keep')}
        okButtonProps={{ danger: true, autoFocus: true }}
        onOk={() => void close(session.act((stationId) => client.packing.cancel({ stationId })))}
        onCancel={onClose}
      >
        <p>{t('putBack.intro')}</p>
      </Modal>
    </>
  );
}
