import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LayoutElement } from '#shared/model/label-layout.ts';
import { Field } from './Field.tsx';

interface Props {
  readonly element: LayoutElement;
  readonly readOnly: boolean;
  readonly onChange: (element: LayoutElement) => void;
}

/** Columns of tables and rows of repeats, as text; taken over as soon as it is a valid element. */
export function ElementSource({ element, readOnly, onChange }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const stored = JSON.stringify(element, null, 1);
  const [draft, setDraft] = useState(stored);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    setDraft(stored);
    setFault(null);
  }, [stored]);

  function take(entered: string): void {
    setDraft(entered);
    const parsed = LayoutElement.safeParse(parseJson(entered));
    const [issue] = parsed.success ? [] : parsed.error.issues;
    setFault(issue ? `${issue.path.join('.')} ${issue.message}`.trim() : null);
    if (parsed.success && parsed.data.kind === element.kind) onChange(parsed.data);
  }

  return (
    <Field label={t('field.source')} wide>
      <Input.TextArea
        className="mono"
        aria-label={t('field.source')}
        rows={10}
        value={draft}
        disabled={readOnly}
        status={fault === null ? '' : 'error'}
        onChange={(event) => take(event.target.value)}
      />
      {fault !== null && <span role="alert">{fault}</span>}
    </Field>
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
