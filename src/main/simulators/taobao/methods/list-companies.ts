import { LOGISTICS_COMPANIES } from '../logistics-companies.ts';
import { missingArgument } from '../top-failure.ts';
import type { TopMethod } from '../top-context.ts';
import type { TopObject } from '../top-value.ts';

/** taobao.logistics.companies.get: carriers with the pattern of their waybill numbers. */
export const logisticsCompaniesGet: TopMethod = {
  name: 'taobao.logistics.companies.get',
  needsSession: false,
  run(parameters) {
    const fields = parameters.get('fields');
    if (!fields) throw missingArgument('fields');
    const wanted = new Set(fields.split(',').map((name) => name.trim()));
    const rows = LOGISTICS_COMPANIES.map((company): TopObject => {
      const all = { id: company.id, code: company.code, name: company.name, reg_mail_no: company.regMailNo };
      return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
    });
    return { logistics_companies: { logistics_company: rows } };
  },
};
