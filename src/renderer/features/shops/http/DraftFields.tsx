import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt, valueAt } from '#renderer/features/shops/http/draft-value.ts';

interface Props {
  readonly path: string;
  /** Key of label and hint in http-api.json under `f` and `hint`. */
  readonly name: string;
}

function Labelled({ path, name, children }: Props & { readonly children: (id: string) => ReactNode }): ReactNode {
  const { t } = useTranslation('http-api');
  const { faultAt } = useDraft();
  const id = useId();
  const fault = faultAt(path);
  const hint = t(`hint.${name}`, { defaultValue: '' });
  return (
    <div className="http-field">
      <label htmlFor={id}>{t(`f.${name}`)}</label>
      {children(id)}
      {fault !== null && (
        <span className="http-fault" role="alert">
          {t(`fault.${fault}`, { defaultValue: t('fault.other', { problem: fault }) })}
        </span>
      )}
      {hint !== '' && <span className="muted http-hint">{hint}</span>}
    </div>
  );
}

export function TextField({ rows, ...props }: Props & { readonly rows?: number }): ReactNode {
  const { draft, set, faultAt } = useDraft();
  const common = {
    value: textAt(draft, props.path),
    ...(faultAt(props.path) === null ? {} : { status: 'error' as const }),
    spellCheck: false,
    autoComplete: 'off',
  };
  return (
    <Labelled {...props}>
      {(id) =>
        rows === undefined ? (
          <Input id={id} {...common} onChange={(event) => set(props.path, event.target.value)} />
        ) : (
          <Input.TextArea
            id={id}
            {...common}
            className="http-code"
            autoSize={{ minRows: rows, maxRows: 24 }}
            onChange={(event) => set(props.path, event.target.value)}
          />
        )
      }
    </Labelled>
  );
}

/** An empty number is none (`null`) where the field allows it. */
export function NumberField({ empty, ...props }: Props & { readonly empty?: null }): ReactNode {
  const { draft, set } = useDraft();
  const value = valueAt(draft, props.path);
  return (
    <Labelled {...props}>
      {(id) => (
        <InputNumber
          id={id}
          value={typeof value === 'number' ? value : null}
          style={{ width: '100%' }}
          onChange={(next) => set(props.path, next ?? empty ?? 0)}
        />
      )}
    </Labelled>
  );
}

export function PickField({
  options,
  onPick,
  ...props
}: Props & { readonly options: readonly string[]; readonly onPick?: (value: string) => void }): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  return (
    <Labelled {...props}>
      {(id) => (
        <Select
          id={id}
          value={textAt(draft, props.path)}
          options={options.map((value) => ({ value, label: t(`option.${value}`, { defaultValue: value }) }))}
          onChange={(value) => (onPick ? onPick(value) : set(props.path, value))}
        />
      )}
    </Labelled>
  );
}

/** Names with their values, one `name=value` per line. A line without a name stays as it was typed, and is said to be none. */
export function LinesField({ rows, ...props }: Props & { readonly rows: number }): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const [typed, setTyped] = useState<string | null>(null);
  const value = valueAt(draft, props.path);
  const stored = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const wrongLine = (typed ?? '').split('\n').findIndex((line) => line.trim() !== '' && line.indexOf('=') <= 0) + 1;
  return (
    <Labelled {...props}>
      {(id) => (
        <>
          <Input.TextArea
            id={id}
            className="http-code"
            rows={rows}
            spellCheck={false}
            value={typed ?? stored.map(([name, text]) => `${name}=${String(text)}`).join('\n')}
            {...(wrongLine > 0 && { status: 'error' as const })}
            onBlur={() => wrongLine === 0 && setTyped(null)}
            onChange={(event) => {
              setTyped(event.target.value);
              set(props.path, Object.fromEntries(event.target.value.split('\n').flatMap(readLine)));
            }}
          />
          {wrongLine > 0 && (
            <span className="http-fault" role="alert">
              {t('noSuchLine', { n: wrongLine })}
            </span>
          )}
        </>
      )}
    </Labelled>
  );
}

function readLine(line: string): [string, string][] {
  const at = line.indexOf('=');
  return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
}

/** A part that a template may leave out: `null` where it does. */
export function PartSwitch({
  path,
  name,
  part,
  children,
}: Props & { readonly part: unknown; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const value = valueAt(draft, path);
  const isThere = value !== null && value !== undefined;
  return (
    <fieldset className="http-part">
      <Checkbox checked={isThere} onChange={(event) => set(path, event.target.checked ? part : null)}>
        <strong>{t(`f.${name}`)}</strong>
      </Checkbox>
      <p className="muted http-hint">{t(`hint.${name}`)}</p>
      {isThere && children}
    </fieldset>
  );
}
