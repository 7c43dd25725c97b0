import type { HttpTemplateServices } from '#main/usecases/shops/http-templates/http-template-services.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { HttpTemplate } from '#shared/model/http-template/http-template.ts';

export interface TemplateFault {
  readonly field: string;
  readonly problem: string;
}

type Checked =
  | { readonly ok: true; readonly template: HttpTemplate }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] };

/** Most faults that are told at once. */
const MOST_FAULTS = 50;

/** Reads a template of any origin; every fault names its field. */
export function readHttpTemplate(services: Pick<HttpTemplateServices, 'isAddressAllowed'>, value: unknown): Checked {
  const parsed = HttpTemplate.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({
      field: [...issue.path, ...('keys' in issue ? issue.keys : [])].join('.'),
      problem: issue.code,
    }));
    return { ok: false, faults: faults.slice(0, MOST_FAULTS) };
  }
  if (!services.isAddressAllowed(parsed.data.baseUrl))
    return { ok: false, faults: [{ field: 'baseUrl', problem: 'forbidden' }] };
  return { ok: true, template: parsed.data };
}

/** @throws AppError ERR_CHANNEL_TEMPLATE_INVALID naming the first wrong field */
export function checkHttpTemplate(
  services: Pick<HttpTemplateServices, 'isAddressAllowed'>,
  value: unknown,
): HttpTemplate {
  const checked = readHttpTemplate(services, value);
  if (checked.ok) return checked.template;
  const [fault] = checked.faults;
  throw new AppError('ERR_CHANNEL_TEMPLATE_INVALID', { field: fault?.field ?? '', problem: fault?.problem ?? '' });
}
