import { Collapse, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateDetail } from '#renderer/ui/contract-types.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';
import { BarcodeCheck } from './BarcodeCheck.tsx';
import { duplicateElement, removeElement, reorderElement, replaceElement } from './edit-layout.ts';
import { EditorCanvas } from './EditorCanvas.tsx';
import { EditorToolbar } from './EditorToolbar.tsx';
import { ElementFields } from './ElementFields.tsx';
import { fieldNames } from './field-names.ts';
import { PageFields } from './PageFields.tsx';
import { TestData } from './TestData.tsx';
import { useLayoutHistory } from './use-layout-history.ts';
import { usePreview } from './use-preview.ts';
import { VersionList } from './VersionList.tsx';

interface Props {
  readonly template: TemplateDetail;
  /** Told what is on the canvas and not saved; null when that is nothing. */
  readonly onEdit: (layout: LabelLayout | null) => void;
  readonly onSave: (layout: LabelLayout) => void;
  readonly onRestore: (version: number) => void;
  readonly busy: boolean;
}

const RESOLUTIONS = [
  { label: '203 dpi', value: 8 },
  { label: '300 dpi', value: 11.811 },
  { label: '600 dpi', value: 23.622 },
];

const GRID_MM = 0.5;

/** Canvas, fields, test data and versions of one template; the picture is the printer's own. */
export function TemplateEditor({ template, onEdit, onSave, onRestore, busy }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const history = useLayoutHistory(template.layout);
  const [selected, setSelected] = useState<number | null>(null);
  const [dotsPerMm, setDotsPerMm] = useState(8);
  const [data, setData] = useState<LabelData>(SAMPLE_DATA[template.kind]);
  const { layout, isChanged } = history;
  useEffect(() => onEdit(isChanged ? layout : null), [onEdit, isChanged, layout]);
  const preview = usePreview(layout, data, dotsPerMm);
  const readOnly = !useHasRole('lead') || template.isBuiltIn;
  const fields = useMemo(() => fieldNames(SAMPLE_DATA[template.kind]), [template.kind]);
  const element = selected === null ? undefined : layout.elements[selected];
  const save = (): void => {
    if (!readOnly && isChanged && !busy) onSave(layout);
  };
  const remove = (): void => {
    if (readOnly || selected === null) return;
    history.change(removeElement(layout, selected));
    setSelected(null);
  };
  const duplicate = (): void => {
    if (readOnly || selected === null) return;
    history.change(duplicateElement(layout, selected));
    setSelected(layout.elements.length);
  };
  useHotkeys({
    'ctrl+z': history.undo,
    'ctrl+y': history.redo,
    'ctrl+s': save,
    'ctrl+d': duplicate,
    delete: remove,
    escape: () => setSelected(null),
  });
  const problem = preview.error ? problemOf(preview.error) : null;
  return (
    <div className="template-editor">
      <div className="stack">
        <EditorToolbar
          history={history}
          readOnly={readOnly}
          busy={busy}
          hasSelection={selected !== null}
          listField={fields.lists[0] ?? 'lines'}
          textField={fields.texts[0]?.name ?? 'text'}
          onAdd={(added) => {
            history.change({ ...layout, elements: [...layout.elements, added] });
            setSelected(layout.elements.length);
          }}
          onDuplicate={duplicate}
          onRemove={remove}
          onRaise={(by) => {
            if (selected === null) return;
            history.change(reorderElement(layout, selected, selected + by));
            setSelected(Math.min(layout.elements.length - 1, Math.max(0, selected + by)));
          }}
          onSave={save}
        />
        <ProblemNote problem={problem} />
        <div className="template-stage">
          <EditorCanvas
            layout={layout}
            picture={preview.data?.pngBase64 ?? null}
            pictureHeightMm={
              preview.data ? (preview.data.heightDots / preview.data.widthDots) * layout.widthMm : layout.heightMm
            }
            selected={selected}
            readOnly={readOnly}
            gridMm={GRID_MM}
            onSelect={setSelected}
            onChange={history.change}
          />
        </div>
      </div>
      <div className="template-side">
        <Segmented block value={dotsPerMm} onChange={setDotsPerMm} options={RESOLUTIONS} aria-label={t('resolution')} />
        {preview.data && !problem && <BarcodeCheck preview={preview.data} />}
        {element && selected !== null ? (
          <section aria-label={t('element')}>
            <h3>{t(`kind.${element.kind}`)}</h3>
            <ElementFields
              element={element}
              fields={[...fields.texts, ...fields.rowTexts]}
              readOnly={readOnly}
              onChange={(changed) => history.change(replaceElement(layout, selected, changed), `fields-${selected}`)}
            />
          </section>
        ) : (
          <section aria-label={t('page')}>
            <h3>{t('page')}</h3>
            <PageFields layout={layout} readOnly={readOnly} onChange={(changed) => history.change(changed, 'page')} />
            <p className="muted">{t('keys')}</p>
          </section>
        )}
        <Collapse
          size="small"
          items={[
            {
              key: 'data',
              label: t('testData'),
              children: <TestData data={data} onChange={setData} onReset={() => setData(SAMPLE_DATA[template.kind])} />,
            },
            ...(template.versions.length > 0
              ? [
                  {
                    key: 'versions',
                    label: t('versions'),
                    children: <VersionList template={template} disabled={readOnly || busy} onRestore={onRestore} />,
                  },
                ]
              : []),
          ]}
        />
        {readOnly && <p role="note">{t(template.isBuiltIn ? 'builtIn' : 'common:leadOnly')}</p>}
      </div>
    </div>
  );
}
