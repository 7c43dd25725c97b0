import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { CompaniesAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { COMPANY_CODES } from '#main/plugins/channels/pinduoduo/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

type Company =
  | { readonly ok: true; readonly logisticsId: string }
  | { readonly ok: false; readonly failure: PluginFailure };

/**
 * Pinduoduo's number of a carrier: from the configuration, or looked up by its code in Pinduoduo's own list. No number is
 * built in, because none is documented, and a wrong one would ship with another company's name.
 */
export async function findLogisticsId(context: PinduoduoContext, carrierId: string): Promise<Company> {
  const configured = context.config.logisticsIds[carrierId];
  if (configured !== undefined) return { ok: true, logisticsId: configured };
  const code = COMPANY_CODES[carrierId];
  if (code === undefined) return notFound(`no Pinduoduo company code for carrier ${carrierId}`);
  const reply = await readPdd(context, {
    type: 'pdd.logistics.companies.get',
    root: 'logistics_companies_get_response',
    parameters: {},
    answer: CompaniesAnswer,
  });
  if (!reply.ok) return reply;
  const found = reply.value.logistics_companies.find((company) => company.code === code && company.available !== 0);
  return found ? { ok: true, logisticsId: found.id } : notFound(`Pinduoduo lists no company with the code ${code}`);
}

function notFound(text: string): Company {
  return { ok: false, failure: refusal(null, text) };
}
