import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Button, Modal, Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Inputs } from '#renderer/ui/contract-types.ts';
import { DocumentPages } from '#renderer/ui/DocumentPages.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { DownloadOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { savePdf } from '#renderer/ui/save-file.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import { PrintBatchId } from '#shared/model/ids.ts';
import './document-dialog.css';

type Subject = Inputs['documents']['print']['subject'];
type Target = Pick<Inputs['documents']['print'], 'deviceId'>;

interface Props {
  readonly title: string;
  /** What to print; null while the fields say nothing yet. */
  readonly subject: Subject | null;
  /** Fields that make the subject. */
  readonly fields?: ReactNode;
  readonly onClose: () => void;
}

/** One document before it is printed: how it will look, on which printer, how many pieces of paper. Enter prints it. */
export function DocumentDialog({ title, subject, fields, onClose }: Props): ReactNode {
  const { t } = useTranslation('printing');
  const format = useFormat();
  const stationId = useStation();
  // One id per opened dialog: a second click, or a click after a lost answer, prints nothing twice.
  const [id] = useState(() => PrintBatchId.parse(crypto.randomUUID()));
  const [deviceId, setDeviceId] = useState<Target['deviceId']>(undefined);
  const target = { stationId, ...(deviceId && { deviceId }) };
  const preview = useQuery({
    ...orpc.documents.preview.queryOptions({
      input: subject === null ? skipToken : { subject, ...target },
      placeholderData: keepPreviousData,
    }),
    retry: false,
  });
  const printers = (useQuery(orpc.devices.list.queryOptions()).data?.devices ?? []).filter(
    ({ kind, enabled, config }) => kind === 'printer' && enabled && config.address.kind !== 'component',
  );
  const print = useAct((chosen: Subject) => client.documents.print({ id, subject: chosen, ...target }), {
    toast: ({ queued }) => t(queued === 0 ? 'document.nothingNew' : 'document.queued', { n: queued }),
    done: onClose,
  });
  const pdf = useAct((chosen: Subject) => client.documents.pdf({ id, subject: chosen }), {
    done: ({ fileName, pdfBase64 }) => savePdf(fileName, pdfBase64),
  });
  const shown = subject === null || preview.error ? undefined : preview.data;
  const isAllThere = shown !== undefined && shown.standingCount > 0 && shown.standingCount >= shown.pages.length;
  const canPrint = shown !== undefined && shown.printer !== null && !isAllThere;
  return (
    <Modal
      open
      width={760}
      title={title}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button
          key="pdf"
          icon={<DownloadOutlined />}
          disabled={!shown}
          loading={pdf.busy}
          onClick={() => subject && pdf.run(subject)}
        >
          {t('document.pdf')}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {t('common:cancel')}
        </Button>,
        <Button
          key={canPrint ? 'print' : 'print-not-yet'}
          type="primary"
          icon={<PrinterOutlined />}
          autoFocus={canPrint && !fields}
          disabled={!canPrint}
          loading={print.busy}
          onClick={() => subject && print.run(subject)}
        >
          {t('document.print')}
        </Button>,
      ]}
    >
      <form
        className="document-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (subject && canPrint && !print.busy) print.run(subject);
        }}
      >
        {shown && <DocumentPages pages={shown.pages} widthMm={shown.widthMm} />}
        {!shown && subject !== null && !preview.error && <Skeleton.Node active style={{ width: 260, height: 320 }} />}
        {!shown && (subject === null || preview.error) && <div className="document-pages document-blank" />}
        <div className="stack grow">
          {fields}
          <label className="stack-tight">
            <span>{t('document.printer')}</span>
            <Select
              allowClear
              aria-label={t('document.printer')}
              placeholder={shown?.printer?.name ?? t('document.usual')}
              value={deviceId}
              onChange={setDeviceId}
              options={printers.map((printer) => ({ value: printer.id, label: printer.name }))}
            />
          </label>
          {shown && (
            <Facts
              rows={[
                [t('document.papers'), format.count(shown.paperCount)],
                [t('document.size'), `${shown.widthMm} × ${shown.heightMm} mm`],
                [t('document.leftOut'), shown.leftOutCount === 0 ? '' : format.count(shown.leftOutCount)],
              ]}
            />
          )}
          {shown && shown.leftOutCount > 0 && <p className="muted">{t('document.leftOutHint')}</p>}
          {isAllThere && <ProblemNote problem={{ code: 'ERR_PRINT_ALREADY_PRINTED', data: {} }} />}
          <ProblemNote problem={shown?.printerProblem ?? null} />
          {subject && MASKED.has(subject.kind) && <p className="muted">{t('document.masked')}</p>}
          <ProblemNote problem={subject !== null && preview.error ? problemOf(preview.error) : null} />
          <ProblemNote problem={print.problem} onClose={print.clear} />
          <ProblemNote problem={pdf.problem} onClose={pdf.clear} />
        </div>
      </form>
    </Modal>
  );
}

/** Bear a buyer's name and address. */
const MASKED: ReadonlySet<Subject['kind']> = new Set(['carton', 'sscc', 'return']);
