import type { ReadDb } from '#main/db/handles.ts';
import { listTemplates } from '#main/usecases/customs/data/manage-templates.ts';
import { ChinaLane } from '#shared/model/customs-paper-options.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';

/**
 * Customs office, port, agent and the like for Chinese papers: from the company data under Data out, the one place where they are
 * entered. Undefined while there are none, or several of which nobody could say which is meant.
 */
export function chinaLaneOf(db: ReadDb): ChinaLane | undefined {
  const [only, ...others] = listTemplates(db).flatMap(({ body }) => (body.kind === 'ceb603' ? [body.ceb603] : []));
  // The shape takes its own fields and leaves the rest.
  return only && others.length === 0 ? ChinaLane.parse(only) : undefined;
}

/** Boxes of a paper that would stay open, by their field; what customs fill in themselves is not among them. */
export function openBoxes(kind: CustomsPaperKind, lane: ChinaLane | undefined): (keyof ChinaLane)[] {
  if (kind !== 'export_list_9610' && kind !== 'export_declaration') return [];
  return BOXES.filter((field) => !lane || lane[field] === '');
}

/** An open port of destination is right: the country stands there then. */
const BOXES = ['customsCode', 'portCode', 'agentCode', 'agentName', 'wrapType'] as const;
