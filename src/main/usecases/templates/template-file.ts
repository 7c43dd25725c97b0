import type { Act } from '#main/usecases/actor.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { createTemplate } from '#main/usecases/templates/save-template.ts';
import { readTemplate } from '#main/usecases/templates/template-rows.ts';
import type { TemplateServices } from '#main/usecases/templates/template-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { MAX_TEMPLATE_FILE } from '#shared/contract/templates.ts';
import type { TemplateDetail } from '#shared/contract/templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { LabelLayout } from '#shared/model/label-layout.ts';
import { z } from 'zod';

/** Grows when a newer product writes what an older one cannot read. */
const FORMAT = 1;

const TemplateFile = z.strictObject({ packbenchTemplate: z.int(), layout: z.unknown() });

/** A template as a file. @throws AppError ERR_TEMPLATE_UNKNOWN */
export function exportTemplate(
  db: ReadDb,
  services: TemplateServices,
  ref: string,
): { fileName: string; content: string } {
  const { layout, version } = readTemplate(db, services, ref);
  const name =
    layout.title.en
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'template';
  return {
    fileName: `${name}${version > 0 ? `-v${version}` : ''}.packbench-template.json`,
    content: `${JSON.stringify({ packbenchTemplate: FORMAT, layout }, null, 2)}\n`,
  };
}

/**
 * Takes a template from a file that anybody may have written: sizes first, then the shape, then it is drawn once.
 * @throws AppError ERR_TEMPLATE_FILE_TOO_LARGE, ERR_TEMPLATE_FILE_INVALID, ERR_TEMPLATE_INVALID with the place, ERR_LABEL_*
 */
export function importTemplate(
  context: UseCaseContext,
  services: TemplateServices,
  act: Act,
  input: { readonly content: string; readonly name?: string | undefined },
): Promise<z.infer<typeof TemplateDetail>> {
  const layout = readTemplateFile(input.content);
  const name = input.name || layout.title.en;
  return createTemplate(context, services, act, { layout, name, basedOn: null, note: '' });
}

function readTemplateFile(content: string): LabelLayout {
  if (content.length > MAX_TEMPLATE_FILE)
    throw new AppError('ERR_TEMPLATE_FILE_TOO_LARGE', { limitKb: Math.round(MAX_TEMPLATE_FILE / 1000) });
  const file = TemplateFile.safeParse(parseJson(content));
  if (!file.success) throw new AppError('ERR_TEMPLATE_FILE_INVALID', { detail: 'packbenchTemplate' });
  if (file.data.packbenchTemplate !== FORMAT)
    throw new AppError('ERR_TEMPLATE_FILE_INVALID', { detail: `version ${file.data.packbenchTemplate}` });
  const layout = LabelLayout.safeParse(file.data.layout);
  if (layout.success) return layout.data;
  const [issue] = layout.error.issues;
  throw new AppError('ERR_TEMPLATE_INVALID', {
    path: issue?.path.join('.') ?? '',
    detail: issue?.message.slice(0, 120) ?? '',
  });
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new AppError('ERR_TEMPLATE_FILE_INVALID', { detail: 'JSON' });
  }
}
