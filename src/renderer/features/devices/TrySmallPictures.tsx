import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { choosesSmallPictures } from '#shared/model/small-pictures.ts';

/** Finds out with a test label whether a printer knows the small form of pictures; nothing is set before somebody saw it. */
export function TrySmallPictures({ device }: { readonly device: DeviceView }): ReactNode {
  const { t } = useTranslation('devices');
  const isLead = useHasRole('lead');
  const [step, setStep] = useState<'closed' | 'before' | 'printed'>('closed');
  const { config } = device;
  const print = useAct(() => client.printing.printTest({ deviceId: device.id, smallPictures: true }), {
    done: () => setStep('printed'),
  });
  const use = useAct(
    () =>
      config.kind === 'printer'
        ? client.devices.update({ id: device.id, config: { ...config, smallPictures: true } })
        : Promise.resolve(null),
    { toast: t('smallPictures.set'), done: () => setStep('closed') },
  );
  if (!isLead || !device.enabled || config.kind !== 'printer') return null;
  if (!choosesSmallPictures(config.languageId) || config.smallPictures) return null;
  const isPrinted = step === 'printed';
  return (
    <>
      <Button onClick={() => setStep('before')}>{t('smallPictures.open')}</Button>
      <Modal
        open={step !== 'closed'}
        title={t('smallPictures.title', { name: device.name })}
        okText={t(isPrinted ? 'smallPictures.right' : 'testLabel')}
        cancelText={t(isPrinted ? 'smallPictures.wrong' : 'common:cancel')}
        confirmLoading={print.busy || use.busy}
        onOk={() => (isPrinted ? use : print).run(undefined)}
        onCancel={() => setStep('closed')}
      >
        <p>{t(isPrinted ? 'smallPictures.question' : 'smallPictures.intro')}</p>
        {isPrinted && <p className="muted">{t('smallPictures.doubt')}</p>}
        <ProblemNote problem={print.problem ?? use.problem} />
      </Modal>
    </>
  );
}
