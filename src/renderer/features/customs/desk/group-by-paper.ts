import type { CustomsPaperKind } from '#shared/model/customs.ts';
import { standsOn } from '#shared/model/paper-fields.ts';

/** What one paper lacks. */
export interface PaperFindings<F> {
  readonly paper: CustomsPaperKind;
  /** Said here in full. */
  readonly own: readonly F[];
  /** Said in full at a paper before this one. */
  readonly also: readonly F[];
}

/**
 * Findings by the papers on which their fields stand, in the order of the papers: each is said in full once, at its first paper, and
 * named at the others. `rest` stands on no paper: rates, the lane, what flies.
 */
export function groupByPaper<F extends { readonly field: string }>(
  papers: readonly CustomsPaperKind[],
  findings: readonly F[],
): { readonly papers: readonly PaperFindings<F>[]; readonly rest: readonly F[] } {
  const said = new Set<F>();
  const grouped = papers.map((paper) => {
    const here = findings.filter((finding) => standsOn(paper, finding.field));
    const own = here.filter((finding) => !said.has(finding));
    const also = here.filter((finding) => said.has(finding));
    for (const finding of own) said.add(finding);
    return { paper, own, also };
  });
  return { papers: grouped, rest: findings.filter((finding) => !said.has(finding)) };
}
