import type { DraftRule, OutcomeView } from '#shared/contract/customs-data.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/**
 * A rule that would have warned of a refused parcel, as far as the parcel itself tells: its destination, its goods codes and
 * what customs said. A person makes a rule of it: it is marked as unconfirmed and never blocks.
 */
export function draftRule(outcome: OutcomeView, declaration: CustomsDeclaration): DraftRule {
  const territory = declaration.territory || outcome.territory;
  const hs6 = [...new Set(declaration.lines.map(({ hsCodes }) => (hsCodes[0]?.code ?? '').slice(0, 6)))].filter(
    Boolean,
  );
  const said = (colon: string) => [outcome.reasonCode, outcome.reasonText].filter(Boolean).join(colon);
  return {
    id: `${territory.toLowerCase()}.learned.${outcome.reasonCode.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || outcome.result}`,
    territory,
    hs6,
    severity: 'warn',
    confidence: 'M',
    textEn: `A parcel with these goods was ${outcome.result} in ${territory}: ${said(': ')}`,
    textZh: `此类商品曾在 ${territory} 被${outcome.result === 'held' ? '扣留' : '拒绝'}：${said('：')}`,
  };
}
