import { elementProblems } from '#core/customs/goods-elements.ts';
import { isVague } from '#core/customs/vague-words.ts';
import type { GoodsGap, GoodsLane, GoodsReadiness } from '#shared/model/customs-readiness.ts';
import type { GoodsFacts } from '#shared/model/customs-goods.ts';

interface Requirement {
  readonly gap: GoodsGap;
  /** `world`: every destination wants it, and it counts for the score. */
  readonly lane: GoodsLane;
  /** Share of the score beside the others that apply; only `world` has one. */
  readonly weight: number;
  applies?(facts: GoodsFacts): boolean;
  isMet(facts: GoodsFacts): boolean;
}

const hasBattery = ({ battery }: GoodsFacts): boolean => battery.kind !== 'none';
const hasScheme =
  (...schemes: readonly string[]) =>
  ({ hsCodes }: GoodsFacts): boolean =>
    hsCodes.some(({ scheme }) => schemes.includes(scheme));
const hasCertificate =
  (kind: RegExp) =>
  ({ certificates }: GoodsFacts): boolean =>
    certificates.some((certificate) => kind.test(certificate.kind));

/** What destinations want to know of goods: customs.md sections 8.3, 8.5, 9.1, 9.2 and 10. */
const REQUIREMENTS: readonly Requirement[] = [
  { gap: 'description', lane: 'world', weight: 25, isMet: ({ descriptionEn }) => descriptionEn !== '' },
  {
    gap: 'description_vague',
    lane: 'world',
    weight: 10,
    applies: ({ descriptionEn }) => descriptionEn !== '',
    isMet: ({ descriptionEn }) => !isVague(descriptionEn),
  },
  { gap: 'material', lane: 'world', weight: 10, isMet: ({ material }) => material !== '' },
  { gap: 'use', lane: 'world', weight: 10, isMet: ({ use }) => use !== '' },
  // Every national code begins with the six digits.
  { gap: 'hs6', lane: 'world', weight: 20, isMet: ({ hsCodes }) => hsCodes.length > 0 },
  { gap: 'origin', lane: 'world', weight: 15, isMet: ({ origin }) => origin !== '' },
  { gap: 'net_weight', lane: 'world', weight: 10, isMet: ({ netWeightG }) => netWeightG !== null },
  {
    gap: 'brand_name',
    lane: 'world',
    weight: 5,
    applies: ({ brandKind, flags }) => brandKind !== '0' || flags.includes('brand'),
    isMet: ({ brand }) => brand !== '',
  },
  {
    gap: 'battery_energy',
    lane: 'world',
    weight: 10,
    applies: hasBattery,
    isMet: ({ battery }) => battery.batteryMwh !== null || battery.cellMwh !== null,
  },
  {
    gap: 'battery_count',
    lane: 'world',
    weight: 5,
    applies: hasBattery,
    isMet: ({ battery }) => battery.cellCount > 0 || battery.batteryCount > 0,
  },
  { gap: 'un38_3', lane: 'world', weight: 10, applies: hasBattery, isMet: hasCertificate(/^UN ?38\.?3/) },
  { gap: 'msds', lane: 'world', weight: 5, applies: hasBattery, isMet: hasCertificate(/^M?SDS/) },
  // Mandatory per line since 2026-11-01.
  { gap: 'manufacturer_product_id', lane: 'eu', weight: 0, isMet: (facts) => facts.manufacturerProductId !== '' },
  { gap: 'us_hts10', lane: 'us', weight: 0, isMet: hasScheme('us_hts10') },
  { gap: 'cn10', lane: 'cn', weight: 0, isMet: hasScheme('cn10') },
  { gap: 'description_zh', lane: 'cn', weight: 0, isMet: ({ descriptions }) => descriptions.zh !== undefined },
  { gap: 'unit_code', lane: 'cn', weight: 0, isMet: ({ unitCode }) => unitCode !== '' },
  { gap: 'elements', lane: 'cn', weight: 0, isMet: ({ elements }) => elementProblems(elements).length === 0 },
  { gap: 'description_th', lane: 'th', weight: 0, isMet: ({ descriptions }) => descriptions.th !== undefined },
  { gap: 'sa12', lane: 'sa', weight: 0, isMet: hasScheme('sa12') },
];

/** How complete goods are: the share of what every destination wants, 0 to 100, and what is missing, for whom. */
export function scoreGoods(facts: GoodsFacts): GoodsReadiness {
  const applying = REQUIREMENTS.filter((requirement) => requirement.applies?.(facts) ?? true);
  const missing = applying.filter((requirement) => !requirement.isMet(facts));
  const sum = (requirements: readonly Requirement[]): number =>
    requirements.reduce((total, { weight }) => total + weight, 0);
  const total = sum(applying);
  return {
    score: Math.floor(((total - sum(missing)) / total) * 100),
    gaps: missing.map(({ gap, lane }) => ({ gap, lane })),
  };
}
