import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import type { AuditPage, AuditRequest } from '#main/usecases/audit/list-audit.ts';

/** {@link listAudit} for a reader: the names to filter by are looked for in every entry. */
export const listAuditQuery: NamedQuery<AuditRequest, AuditPage> = { name: 'list-audit', run: listAudit };
