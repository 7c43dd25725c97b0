import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import { PrintBatchId } from '#shared/model/ids.ts';
import type { DeviceId } from '#shared/model/ids.ts';

interface Props {
  /** Papers of the archive, in the order in which they are to come out. */
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Customs papers on an office printer: which one, how many copies. Enter prints. */
export function PrintPapersDialog({ ids, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-papers');
  const stationId = useStation();
  // One id per opened dialog: a second click, or a click after a lost answer, prints nothing twice.
  const [id] = useState(() => PrintBatchId.parse(crypto.randomUUID()));
  const [chosen, setChosen] = useState<DeviceId | null>(null);
  const [copies, setCopies] = useState(1);
  const devices = useQuery(orpc.devices.list.queryOptions());
  const roles = useQuery(orpc.documents.roles.queryOptions({ input: { stationId } })).data?.roles;
  const printers = (devices.data?.devices ?? []).filter(
    ({ enabled, config }) => enabled && config.kind === 'printer' && config.languageId === 'pdf',
  );
  const usual = roles?.find(({ kind }) => kind === 'customs_paper')?.deviceId;
  const printer = printers.find((each) => each.id === (chosen ?? usual)) ?? printers[0];
  const print = useAct(
    (deviceId: DeviceId) => client.customsPapers.print({ id, ids: [...ids], copies, deviceId, stationId }),
    { toast: ({ queued }) => t('print.queued', { n: queued }), done: onClose },
  );
  const submit = (): void => {
    if (printer && !print.busy) print.run(printer.id);
  };
  return (
    <Modal
      open
      width={460}
      title={t('print.title', { n: ids.length })}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common:cancel')}
        </Button>,
        <Button
          key={printer ? 'print' : 'print-not-yet'}
          type="primary"
          autoFocus={Boolean(printer)}
          icon={<PrinterOutlined />}
          disabled={!printer}
          loading={print.busy}
          onClick={submit}
        >
          {t('print.print')}
        </Button>,
      ]}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label className="stack-tight">
          <span>{t('print.printer')}</span>
          <Select
            aria-label={t('print.printer')}
            value={printer?.id ?? null}
            onChange={setChosen}
            options={printers.map((each) => ({ value: each.id, label: each.name }))}
          />
        </label>
        <label className="stack-tight">
          <span>{t('copies')}</span>
          <InputNumber
            min={1}
            max={10}
            precision={0}
            value={copies}
            onChange={(value) => setCopies(value ?? 1)}
            onPressEnter={submit}
          />
        </label>
        {devices.isSuccess && printers.length === 0 && <p className="muted">{t('print.none')}</p>}
        <p className="muted">{t('print.hint')}</p>
        <ProblemNote problem={print.problem} onClose={print.clear} />
      </form>
    </Modal>
  );
}
