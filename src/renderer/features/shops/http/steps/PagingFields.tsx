import type { ReactNode } from 'react';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt } from '#renderer/features/shops/http/draft-value.ts';
import { NumberField, PickField, TextField } from '#renderer/features/shops/http/DraftFields.tsx';

const PAGINGS: Readonly<Record<string, unknown>> = {
  none: { kind: 'none' },
  page: { kind: 'page', first: 1, size: 50, totalPath: '', totalCounts: 'rows' },
  offset: { kind: 'offset', size: 50, totalPath: '', totalCounts: 'rows' },
  cursor: { kind: 'cursor', size: 50, cursorPath: 'nextCursor' },
  next_link: { kind: 'next_link', size: 50, linkPath: 'next' },
  link_header: { kind: 'link_header', size: 50 },
};

/** How one page of rows leads to the next. */
export function PagingFields({ path }: { readonly path: string }): ReactNode {
  const { draft, set } = useDraft();
  const kind = textAt(draft, `${path}.kind`);
  const isNumbered = kind === 'page' || kind === 'offset';
  return (
    <>
      <div className="http-row">
        <PickField
          path={`${path}.kind`}
          name="paging"
          options={Object.keys(PAGINGS)}
          onPick={(next) => set(path, PAGINGS[next])}
        />
        {kind !== 'none' && <NumberField path={`${path}.size`} name="pageSize" />}
        {kind === 'page' && <NumberField path={`${path}.first`} name="firstPage" />}
        {kind === 'cursor' && <TextField path={`${path}.cursorPath`} name="cursorPath" />}
        {kind === 'next_link' && <TextField path={`${path}.linkPath`} name="linkPath" />}
      </div>
      {isNumbered && (
        <div className="http-row">
          <TextField path={`${path}.totalPath`} name="totalPath" />
          <PickField path={`${path}.totalCounts`} name="totalCounts" options={['rows', 'pages']} />
        </div>
      )}
    </>
  );
}
