import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewGrid } from '#renderer/features/imports/PreviewGrid.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import type { ImportView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** How many rows of an import could not be applied; opens to the rows and what is wrong with each. */
export function ImportErrors({ entry }: { readonly entry: ImportView }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const count = format.count(entry.errorCount);
  const { data, error } = useQuery({
    ...orpc.imports.rows.queryOptions({ input: { id: entry.id, onlyErrors: true } }),
    enabled: open,
  });
  if (entry.errorCount === 0) return count;
  // The headers of the file are not kept: its cells stand one after the other.
  const rows = (data?.rows ?? []).map((row) => ({ ...row, cells: [row.cells.join(' · ')] }));
  const name = t('errors', { n: count });
  return (
    <>
      <Button type="link" className="import-errors" aria-label={name} title={name} onClick={() => setOpen(true)}>
        {count}
      </Button>
      <Modal
        open={open}
        width={1080}
        footer={null}
        title={t('common:pair', { name: entry.fileName, text: name })}
        onCancel={() => setOpen(false)}
      >
        <ProblemNote problem={error ? problemOf(error) : null} />
        <PreviewGrid kind={entry.kind} headers={[t('column.cells')]} rows={rows} />
        {rows.length > 0 && rows.length < entry.errorCount && (
          <p className="muted">{t('firstRows', { n: format.count(rows.length) })}</p>
        )}
      </Modal>
    </>
  );
}
