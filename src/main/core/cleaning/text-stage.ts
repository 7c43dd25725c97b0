import { isVisible } from '#core/kernel/characters.ts';
import type { Stage } from '#core/cleaning/stages.ts';
import type { StageRun } from '#core/cleaning/stage-run.ts';
import type { Keeps, TextStep } from '#core/cleaning/text-steps.ts';
import type { CleaningSubject, RuleInForce } from '#core/cleaning/cleaning-types.ts';
import type { CleaningField } from '#shared/model/cleaning.ts';

export interface TextRule {
  readonly rule: RuleInForce;
  readonly fields: readonly CleaningField[];
  readonly step: TextStep;
}

/** The rules of one field, and the texts that none of them changes. */
interface Chain {
  readonly steps: readonly TextRule[];
  readonly plain: RegExp | null;
}

const ASCII = /^[!-~]*$/;
/** No space at the ends, no wide letter or digit, nothing that composes. */
const COMMON = /^(?! )[ -~\u3001\u3002\u4E00-\u9FFF\uFF01-\uFF0F\uFF1A-\uFF20]*(?<! )$/;
const PLAIN: Readonly<Record<Keeps, RegExp | null>> = { nothing: null, ascii: ASCII, common: COMMON };
const RANK: Readonly<Record<Keeps, number>> = { nothing: 0, ascii: 1, common: 2 };

/** Rules on texts, field by field: most texts are plain and cost one look. */
export function textStage(rules: readonly TextRule[]): Stage {
  const chains = new Map<CleaningField, Chain>();
  for (const field of new Set(rules.flatMap(({ fields }) => fields))) chains.set(field, chainOf(rules, field));
  const read: ReadText = (run, field, text, holder, index) => {
    const chain = chains.get(field);
    if (chain === undefined || chain.plain?.test(text)) return text;
    return apply(run, chain, text, pathOf(field, holder, index));
  };
  return (subject, run) => walk(subject, run, read);
}

/** Where a field stands; the path of a text is written only where it changes. */
type Holder = 'order' | 'recipient' | 'lines' | 'list';
type ReadText = (run: StageRun, field: CleaningField, text: string, holder: Holder, index?: string) => string;

function pathOf(field: CleaningField, holder: Holder, index = ''): string {
  if (holder === 'order') return field;
  if (holder === 'recipient') return `recipient.${field}`;
  return holder === 'lines' ? `lines[${index}].${field}` : `${field}[${index}]`;
}

function chainOf(rules: readonly TextRule[], field: CleaningField): Chain {
  const steps = rules.filter(({ fields }) => fields.includes(field));
  const least = steps.map(({ step }) => step.keeps).toSorted((a, b) => RANK[a] - RANK[b])[0] ?? 'nothing';
  return { steps, plain: PLAIN[least] };
}

function apply(run: StageRun, { steps }: Chain, text: string, path: string): string {
  let current = text;
  for (const { rule, step } of steps) {
    if (!run.has(rule)) continue;
    const before = current;
    const after = run.guard(rule, path, before, () => step.apply(before));
    if (after === before) continue;
    // A note of zero-width characters was empty before; a street that a rule swallows was not.
    if (after === '' && !rule.isLocked && isVisible(before)) run.trouble(rule, path, 'emptied');
    else {
      run.changed(rule, path, before, after);
      current = after;
    }
  }
  return current;
}

function walk<T extends CleaningSubject>(subject: T, run: StageRun, read: ReadText): T {
  const { recipient } = subject;
  const text = (field: CleaningField, value: string) => read(run, field, value, 'order');
  const place = (field: Exclude<keyof typeof recipient, 'isMasked'>) => read(run, field, recipient[field], 'recipient');
  return {
    ...subject,
    externalNumber: text('externalNumber', subject.externalNumber),
    displayNumber: text('displayNumber', subject.displayNumber),
    buyerNote: text('buyerNote', subject.buyerNote),
    sellerNote: text('sellerNote', subject.sellerNote),
    flags: subject.flags.map((flag) => read(run, 'flags', flag, 'list', flag)),
    lines: subject.lines.map((line) => ({
      ...line,
      externalLineId: read(run, 'lineId', line.externalLineId, 'lines', line.externalLineId),
      skuCode: read(run, 'skuCode', line.skuCode, 'lines', line.externalLineId),
      title: read(run, 'title', line.title, 'lines', line.externalLineId),
      variant: read(run, 'variant', line.variant, 'lines', line.externalLineId),
    })),
    externalIds: subject.externalIds
      .map((external) => ({ ...external, value: read(run, 'externalIds', external.value, 'list', external.kind) }))
      .filter((external) => external.value !== ''),
    recipient: {
      ...recipient,
      name: place('name'),
      phone: place('phone'),
      country: place('country'),
      province: place('province'),
      city: place('city'),
      district: place('district'),
      town: place('town'),
      street: place('street'),
      postcode: place('postcode'),
    },
  };
}
