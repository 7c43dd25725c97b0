import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { CustomsPaperDialog } from '#renderer/ui/CustomsPaperDialog.tsx';
import { DownloadOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { PrintPapersDialog } from '#renderer/ui/PrintPapersDialog.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { savePdf } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import type { CustomsDocumentView } from '#shared/contract/customs-papers.ts';
import { CustomsPaperKind } from '#shared/model/customs.ts';
import type { OrderId } from '#shared/model/ids.ts';

type Parcel = Outputs['customsPapers']['ofOrder']['parcels'][number];

/** Customs papers of an order that crosses a border: which are needed and why, which were made. */
export function OrderCustomsPapers({ orderId }: { readonly orderId: OrderId }): ReactNode {
  const { t } = useTranslation('customs-papers');
  const [shown, setShown] = useState<CustomsDocumentView | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const papers = useQuery(orpc.customsPapers.ofOrder.queryOptions({ input: { orderId } })).data;
  const current = papers?.documents.filter(({ supersededBy }) => supersededBy === null) ?? [];
  const merge = useAct(() => client.customsPapers.merged({ ids: current.map(({ id }) => id), copies: 1 }), {
    done: ({ fileName, base64 }) => savePdf(fileName, base64),
  });
  if (!papers || (papers.documents.length === 0 && papers.parcels.every(({ isDomestic }) => isDomestic))) return null;
  return (
    <Panel
      title={t('order.title')}
      extra={
        current.length > 0 && (
          <div className="row">
            <Button icon={<PrinterOutlined />} onClick={() => setPrinting(true)}>
              {t('print.open')}
            </Button>
            {current.length > 1 && (
              <Button icon={<DownloadOutlined />} loading={merge.busy} onClick={() => merge.run(undefined)}>
                {t('order.saveAll')}
              </Button>
            )}
          </div>
        )
      }
    >
      <ProblemNote problem={merge.problem} />
      <div className="stack">
        <RowProblems>
          {papers.parcels.map((parcel) => (
            <ParcelPapers
              key={parcel.shipmentId ?? 'order'}
              orderId={orderId}
              parcel={parcel}
              documents={current.filter(({ shipmentId }) => shipmentId === parcel.shipmentId)}
              isOnly={papers.parcels.length === 1}
              onShow={setShown}
            />
          ))}
        </RowProblems>
      </div>
      {isPrinting && <PrintPapersDialog ids={current.map(({ id }) => id)} onClose={() => setPrinting(false)} />}
      {shown && <CustomsPaperDialog document={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

interface ParcelProps {
  readonly orderId: OrderId;
  readonly parcel: Parcel;
  readonly documents: readonly CustomsDocumentView[];
  readonly isOnly: boolean;
  readonly onShow: (document: CustomsDocumentView) => void;
}

function ParcelPapers({ orderId, parcel, documents, isOnly, onShow }: ParcelProps): ReactNode {
  const { t, i18n } = useTranslation('customs-papers');
  const { shipmentId, needed } = parcel;
  const row = t(isOnly ? 'order.title' : 'order.parcel', { n: parcel.parcelNumber });
  const make = useRowAct(
    row,
    (kinds: CustomsPaperKind[]) => client.customsPapers.make({ orderId, shipmentId, kinds }),
    {
      toast: ({ made }) => t('order.made', { n: made.filter(({ isUnchanged }) => !isUnchanged).length }),
    },
  );
  const others = CustomsPaperKind.options.filter((kind) => needed.every((paper) => paper.kind !== kind));
  const made = documents.filter(({ kind }) => others.includes(kind));
  const documentOf = (kind: CustomsPaperKind): CustomsDocumentView | undefined =>
    documents.find((document) => document.kind === kind);
  return (
    <div className="stack-tight">
      {!isOnly && <strong>{t('order.parcel', { n: parcel.parcelNumber })}</strong>}
      <ProblemNote problem={make.problem ?? parcel.problem} onClose={make.problem ? make.clear : undefined} />
      {needed.map(({ kind, reasonEn, reasonZh, openBoxes }) => (
        <PaperRow
          key={kind}
          kind={kind}
          document={documentOf(kind)}
          reason={i18n.language === 'en' ? reasonEn : reasonZh}
          openBoxes={openBoxes}
          onShow={onShow}
        />
      ))}
      {made.map((document) => (
        <PaperRow key={document.id} kind={document.kind} document={document} reason="" openBoxes={[]} onShow={onShow} />
      ))}
      {!parcel.problem && (
        <div className="row">
          {needed.length > 0 && (
            <Button type="primary" loading={make.busy} onClick={() => make.run([])}>
              {t(needed.every(({ kind }) => documentOf(kind)) ? 'order.makeAnew' : 'order.make')}
            </Button>
          )}
          <Dropdown
            trigger={['click']}
            menu={{
              items: others.map((key) => ({ key, label: t(`kind.${key}`) })),
              onClick: ({ key }) => make.run(others.filter((kind) => kind === key)),
            }}
          >
            <Button>{t('order.another')} ▾</Button>
          </Dropdown>
        </div>
      )}
    </div>
  );
}

function PaperRow({
  kind,
  document,
  reason,
  openBoxes,
  onShow,
}: {
  readonly kind: CustomsPaperKind;
  readonly document: CustomsDocumentView | undefined;
  readonly reason: string;
  readonly openBoxes: Parcel['needed'][number]['openBoxes'];
  readonly onShow: (document: CustomsDocumentView) => void;
}): ReactNode {
  const { t } = useTranslation(['customs-papers', 'customs-data']);
  return (
    <div className="row">
      <div className="grow stack-tight">
        <span>{t(`kind.${kind}`)}</span>
        {reason !== '' && <span className="muted">{reason}</span>}
        {openBoxes.length > 0 && (
          <span className="muted">
            {t('order.openBoxes', {
              boxes: openBoxes.map((box) => t(`customs-data:field.profile_${box}`)).join(t('order.listSeparator')),
            })}{' '}
            <Link href="/customs/data">{t('order.companyData')}</Link>
          </span>
        )}
      </div>
      {document ? (
        <>
          <TimeText atMs={document.createdAtMs} />
          <Button onClick={() => onShow(document)}>{t('order.open')}</Button>
        </>
      ) : (
        <span className="muted">{t('order.notMade')}</span>
      )}
    </div>
  );
}
