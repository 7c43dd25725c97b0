import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LayoutElement, Symbology } from '#shared/model/label-layout.ts';
import { ElementSource } from './ElementSource.tsx';
import { Field } from './Field.tsx';
import type { FieldExample } from './field-names.ts';
import { FieldPicker } from './FieldPicker.tsx';
import { ImagePicker } from './ImagePicker.tsx';

interface Props {
  readonly element: LayoutElement;
  readonly fields: readonly FieldExample[];
  readonly readOnly: boolean;
  readonly onChange: (element: LayoutElement) => void;
}

/** Everything about the selected element. What makes no valid element is not taken. */
export function ElementFields({ element, fields, readOnly, onChange }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const set = (part: Readonly<Record<string, unknown>>): void => {
    const changed = LayoutElement.safeParse({ ...element, ...part });
    if (changed.success) onChange(changed.data);
  };
  const number = (name: string, value: number | undefined, step = 0.5): ReactNode => (
    <Field key={name} label={t(`field.${name}`)}>
      <InputNumber
        size="small"
        // Layouts that were computed hold more digits than a printer has dots.
        value={value === undefined ? null : Math.round(value * 100) / 100}
        step={step}
        disabled={readOnly}
        onChange={(entered) => set({ [name]: entered ?? undefined })}
        style={{ width: '100%' }}
      />
    </Field>
  );
  const choice = (name: string, value: string | number, options: readonly (string | number)[]): ReactNode => (
    <Field key={name} label={t(`field.${name}`)}>
      <Select
        size="small"
        value={value}
        disabled={readOnly}
        onChange={(chosen) => set({ [name]: chosen })}
        options={options.map((option) => ({
          value: option,
          label: t(`option.${name}.${option}`, { defaultValue: String(option) }),
        }))}
      />
    </Field>
  );
  const text = (name: string, value: string | undefined): ReactNode => (
    <Field key={name} label={t(`field.${name}`)} wide>
      <Input
        size="small"
        value={value ?? ''}
        disabled={readOnly}
        onChange={(event) => set({ [name]: event.target.value === '' ? undefined : event.target.value })}
      />
    </Field>
  );
  return (
    <div className="template-fields">
      {(element.kind === 'text' || element.kind === 'barcode') && (
        <Field label={t('field.content')} wide>
          <Input.TextArea
            aria-label={t('field.content')}
            autoSize={{ minRows: 1, maxRows: 5 }}
            value={element.content}
            disabled={readOnly}
            onChange={(event) => set({ content: event.target.value })}
          />
        </Field>
      )}
      {(element.kind === 'text' || element.kind === 'barcode') && !readOnly && (
        <FieldPicker fields={fields} onPick={(field) => set({ content: `${element.content}{{${field}?}}` })} />
      )}
      {element.kind === 'image' && !readOnly && <ImagePicker onPick={(png) => set({ png })} />}
      {number('x', element.x)}
      {number('y', element.y)}
      {'w' in element && number('w', element.w)}
      {'h' in element && number('h', element.h)}
      {element.kind === 'text' && (
        <>
          {number('sizeMm', element.sizeMm, 0.2)}
          {number('minSizeMm', element.minSizeMm, 0.2)}
          {number('maxLines', element.maxLines, 1)}
          {choice('weight', element.weight, [400, 500, 700])}
          {choice('align', element.align, ['left', 'center', 'right'])}
          {choice('valign', element.valign, ['top', 'middle', 'bottom'])}
          {choice('rotate', element.rotate, [0, 90, 180, 270])}
          {choice('color', element.color, ['black', 'white'])}
          {choice('overflow', element.overflow, ['error', 'ellipsis'])}
          {choice('missingGlyph', element.missingGlyph, ['error', 'replace'])}
        </>
      )}
      {element.kind === 'barcode' && (
        <>
          {choice('symbology', element.symbology, Symbology.options)}
          {number('moduleMm', element.moduleMm, 0.05)}
          {number('minModuleMm', element.minModuleMm, 0.05)}
          {choice('align', element.align, ['left', 'center', 'right'])}
        </>
      )}
      {(element.kind === 'line' || element.kind === 'box') && number('thicknessMm', element.thicknessMm, 0.125)}
      {element.kind === 'line' && number('dashMm', element.dashMm)}
      {element.kind === 'box' && (
        <Field label={t('field.filled')}>
          <Checkbox
            checked={element.filled}
            disabled={readOnly}
            onChange={(event) => set({ filled: event.target.checked })}
          />
        </Field>
      )}
      {element.kind === 'image' && choice('tone', element.tone, ['threshold', 'dither'])}
      {(element.kind === 'table' || element.kind === 'repeat') && (
        <>
          {number('rowHeightMm', element.rowHeightMm)}
          {number('maxRows', element.maxRows, 1)}
        </>
      )}
      {(element.kind === 'table' || element.kind === 'repeat' || element.kind === 'group') && (
        <ElementSource element={element} readOnly={readOnly} onChange={onChange} />
      )}
      {/* Names of built-in layouts are words of ours; in a copy they are the user's. */}
      {text(
        'name',
        readOnly && element.name ? t(`part.${element.name}`, { defaultValue: element.name }) : element.name,
      )}
      {text('when', element.when)}
      {text('unless', element.unless)}
    </div>
  );
}
