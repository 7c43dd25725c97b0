import type { ChinaPlaces } from '#core/cleaning/china-places.ts';
import type { CleaningSubject, RuleInForce } from '#core/cleaning/cleaning-types.ts';
import { keywordMatcher } from '#core/cleaning/keyword-matcher.ts';
import { readAddress } from '#core/cleaning/read-address.ts';
import { readRecipientPhone } from '#core/cleaning/read-phone.ts';
import type { StageRun } from '#core/cleaning/stage-run.ts';
import { PLACE_FIELDS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition, DOUBT_FLAGS, DefinitionOf } from '#shared/model/cleaning.ts';

/** A part of the pipeline: takes an order and gives it on, writing down what it did. */
export type Stage = <T extends CleaningSubject>(subject: T, run: StageRun) => T;

type OwnStage = Extract<CleaningDefinition, { kind: 'phone' | 'address' | 'keyword_flag' }>;

/** A stage of one rule that looks at more than one text. */
export function compileStage(rule: RuleInForce, definition: OwnStage, places: () => ChinaPlaces): Stage {
  switch (definition.kind) {
    case 'phone':
      return phoneStage(rule, definition);
    case 'address':
      return addressStage(rule, definition, places);
    case 'keyword_flag':
      return keywordStage(rule, definition);
  }
}

function phoneStage(rule: RuleInForce, definition: DefinitionOf<'phone'>): Stage {
  return (subject, run) => {
    if (!run.has(rule) || subject.recipient.isMasked) return subject;
    const { phone } = subject.recipient;
    return run.guard(rule, 'recipient.phone', subject, () => {
      const reading = readRecipientPhone(subject.recipient, definition);
      if (reading.kind === 'left') return subject;
      if (reading.kind === 'doubtful') {
        run.trouble(rule, 'recipient.phone', 'phone_doubtful');
        return doubted(subject, run, rule, 'phone_doubtful');
      }
      run.changed(rule, 'recipient.phone', phone, reading.phone);
      return { ...subject, recipient: { ...subject.recipient, phone: reading.phone } };
    });
  };
}

function addressStage(rule: RuleInForce, definition: DefinitionOf<'address'>, places: () => ChinaPlaces): Stage {
  return (subject, run) => {
    if (!run.has(rule) || subject.recipient.isMasked) return subject;
    const { recipient } = subject;
    if (recipient.country !== '' && recipient.country !== 'CN') return subject;
    return run.guard(rule, 'recipient.street', subject, () => {
      const reading = readAddress(places(), recipient, definition);
      if (reading.kind === 'left') return subject;
      if (reading.kind === 'doubtful') {
        run.trouble(rule, 'recipient.street', 'address_doubtful');
        return doubted(subject, run, rule, 'address_doubtful');
      }
      for (const field of PLACE_FIELDS)
        run.changed(rule, `recipient.${field}`, recipient[field], reading.address[field]);
      return { ...subject, recipient: { ...recipient, ...reading.address } };
    });
  };
}

function keywordStage(rule: RuleInForce, definition: DefinitionOf<'keyword_flag'>): Stage {
  const asks = keywordMatcher(definition);
  const { flag, notes, act } = definition;
  return (subject, run) => {
    if (!run.has(rule)) return subject;
    return run.guard(rule, 'flags', subject, () => {
      if (!notes.some((note) => asks(subject[note]))) return subject;
      if (act === 'hold') run.holds.push({ rule, flag });
      // A platform that says so itself needs no second flag.
      if (subject.flags.includes(flag)) return subject;
      run.changed(rule, `flags[${flag}]`, '', flag);
      return withFlag(subject, flag);
    });
  };
}

function doubted<T extends CleaningSubject>(
  subject: T,
  run: StageRun,
  rule: RuleInForce,
  flag: (typeof DOUBT_FLAGS)[number],
): T {
  if (!subject.flags.includes(flag)) run.changed(rule, `flags[${flag}]`, '', flag);
  return withFlag(subject, flag);
}

function withFlag<T extends CleaningSubject>(subject: T, flag: string): T {
  return subject.flags.includes(flag) ? subject : { ...subject, flags: [...subject.flags, flag] };
}
