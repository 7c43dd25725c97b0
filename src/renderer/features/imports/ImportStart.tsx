import { FileAddOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Select, Spin } from 'antd';
import type { DragEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDraft, ImportSource } from '#renderer/features/imports/import-draft.ts';
import { readBase64 } from '#renderer/ui/read-base64.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { ImportKind } from '#shared/contract/imports.ts';
import type { ShopId } from '#shared/model/ids.ts';

/** Drop a file, or choose one: it is only read and checked. */
export function ImportStart({ onDraft }: { readonly onDraft: (draft: ImportDraft) => void }): ReactNode {
  const { t } = useTranslation('imports');
  const picker = useRef<HTMLInputElement>(null);
  // Another page may have said what is to come in: the button of the goods of customs does.
  const [storedKind, setKind] = useSessionState('imports.kind', 'skus');
  const kind = ImportKind.safeParse(storedKind).data ?? 'skus';
  const [shopId, setShopId] = useState<ShopId | null>(null);
  const [over, setOver] = useState(false);
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const shop = shopId ?? shops[0]?.id ?? null;
  const read = useAct(
    async (file: File): Promise<ImportDraft> => {
      const source: ImportSource = {
        kind,
        shopId: kind === 'orders' ? shop : null,
        fileName: file.name,
        contentBase64: await readBase64(file),
      };
      return { source, preview: await client.imports.preview(source) };
    },
    { done: onDraft },
  );
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) read.run(file);
  };
  return (
    <div className="stack">
      <div className="row">
        <Segmented
          size="large"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'skus' as const, label: t('kind.skus') },
            { value: 'orders' as const, label: t('kind.orders') },
            { value: 'customs_goods' as const, label: t('kind.customs_goods') },
          ]}
        />
        {kind === 'orders' && (
          <Select
            aria-label={t('shop')}
            placeholder={t('shop')}
            value={shop}
            onChange={setShopId}
            options={shops.map((known) => ({ value: known.id, label: known.name }))}
            style={{ minWidth: 220 }}
          />
        )}
      </div>
      <button
        type="button"
        className={over ? 'drop-zone drop-zone-over' : 'drop-zone'}
        disabled={read.busy}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {read.busy ? <Spin size="large" /> : <FileAddOutlined className="drop-icon" />}
        <strong>{t(read.busy ? 'reading' : 'drop')}</strong>
        <span className="muted">{t(`hint.${kind}`)}</span>
      </button>
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('drop')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) read.run(file);
          event.target.value = '';
        }}
      />
      <ProblemNote problem={read.problem} onClose={read.clear} />
    </div>
  );
}
