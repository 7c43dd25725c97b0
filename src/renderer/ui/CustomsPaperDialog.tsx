import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { DocumentPages } from '#renderer/ui/DocumentPages.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { DownloadOutlined, FileZipOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { PrintPapersDialog } from '#renderer/ui/PrintPapersDialog.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { saveFile, savePdf } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { CustomsDocumentView } from '#shared/contract/customs-papers.ts';
import './document-dialog.css';

interface Props {
  readonly document: CustomsDocumentView;
  readonly onClose: () => void;
}

/** One customs paper of the archive: how it looks, what it was made from, its very file. Enter saves it. */
export function CustomsPaperDialog({ document, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-papers');
  const isLead = useHasRole('lead');
  const [isAsking, setAsking] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const { id, kind } = document;
  const pictures = useQuery({
    ...orpc.customsPapers.pictures.queryOptions({ input: { id } }),
    retry: false,
  });
  const save = useAct(() => client.customsPapers.file({ id }), {
    done: ({ fileName, base64 }) => savePdf(fileName, base64),
  });
  const pack = useAct(() => client.customsPapers.carrierPackage({ id }), {
    done: ({ fileName, base64 }) =>
      saveFile(
        fileName,
        Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)),
        'application/zip',
      ),
  });
  const redraw = useAct((reason: string) => client.customsPapers.redraw({ id, reason }), {
    toast: t('redrawn'),
    done: onClose,
  });
  const isCurrent = document.supersededBy === null;
  return (
    <Modal
      open
      width={900}
      title={`${t(`kind.${kind}`)} · ${document.number || document.orderNumber}`}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        isLead && isCurrent && (
          <Button key="redraw" onClick={() => setAsking(true)}>
            {t('redraw')}
          </Button>
        ),
        kind.endsWith('_invoice') && (
          <Button key="package" icon={<FileZipOutlined />} loading={pack.busy} onClick={() => pack.run(undefined)}>
            {t('package')}
          </Button>
        ),
        <Button key="print" icon={<PrinterOutlined />} onClick={() => setPrinting(true)}>
          {t('print.open')}
        </Button>,
        <Button key="close" onClick={onClose}>
          {t('common:close')}
        </Button>,
        <Button
          key="save"
          type="primary"
          autoFocus
          icon={<DownloadOutlined />}
          loading={save.busy}
          onClick={() => save.run(undefined)}
        >
          {t('save')}
        </Button>,
      ]}
    >
      <ProblemNote problem={save.problem ?? pack.problem ?? redraw.problem} />
      <div className="document-dialog">
        {pictures.data && <DocumentPages pages={pictures.data.pages} widthMm={210} />}
        {pictures.isPending && <Skeleton.Node active style={{ width: 260, height: 320 }} />}
        <div className="stack grow">
          <ProblemNote problem={pictures.error ? problemOf(pictures.error) : null} />
          <div className="row">
            <Chip tone={isCurrent ? 'go' : 'neutral'}>{t(isCurrent ? 'state.current' : 'state.superseded')}</Chip>
          </div>
          {pictures.data?.isNewerForm && <p className="muted">{t('newerForm')}</p>}
          <Facts
            rows={[
              [t('fact.order'), document.orderNumber],
              [t('fact.tracking'), document.trackingNumber],
              [t('fact.country'), document.country],
              [t('fact.made'), <TimeText key="made" atMs={document.createdAtMs} long />],
              [t('fact.by'), document.createdBy],
              [t('fact.pages'), String(document.pageCount)],
              [t('fact.keepUntil'), document.keepUntil],
              [t('fact.versions'), t('versions', { form: document.templateVersion, rules: document.ruleVersion })],
              [t('fact.reason'), document.reason],
              [
                t('fact.hash'),
                <span key="hash" className="mono" style={{ overflowWrap: 'anywhere' }}>
                  {document.sha256}
                </span>,
              ],
            ]}
          />
        </div>
      </div>
      {isPrinting && <PrintPapersDialog ids={[id]} onClose={() => setPrinting(false)} />}
      <ReasonDialog
        open={isAsking}
        title={t('redraw')}
        intro={t('redrawIntro')}
        okText={t('redraw')}
        choices={[t('reason.damaged'), t('reason.form')]}
        busy={redraw.busy}
        problem={redraw.problem}
        onOk={(reason) => redraw.run(reason)}
        onCancel={() => setAsking(false)}
      />
    </Modal>
  );
}
