import type { ReactNode } from 'react';
import { TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { TableField } from '#renderer/features/shops/http/TableField.tsx';
import { HttpErrorMeaning, HttpOrderState } from '#shared/model/http-template/http-template.ts';

/** What statuses and errors of the interface mean here. */
export function StatusesStep(): ReactNode {
  return (
    <div className="stack">
      <TableField
        path="statuses"
        name="statuses"
        columns={[{ key: 'status' }, { key: 'state', options: HttpOrderState.options }]}
        row={{ status: '', state: 'paid' }}
      />
      <TableField
        path="errors"
        name="errors"
        columns={[
          { key: 'httpStatus' },
          { key: 'field' },
          { key: 'test', options: ['is', 'is_not', 'present', 'absent'] },
          { key: 'values', isList: true },
          { key: 'meaning', options: HttpErrorMeaning.options },
        ]}
        row={{ httpStatus: '', field: '', test: 'is', values: [], meaning: 'refused' }}
      />
      <div className="http-row">
        <TextField path="errorCodePath" name="errorCodePath" />
        <TextField path="errorTextPath" name="errorTextPath" />
      </div>
    </div>
  );
}
