import type { AlertView } from '#shared/contract/alerts.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { alertKind, isDayFact, isTimeFact } from '#shared/model/alerts.ts';

/** Texts of `alerts.json` and `errors.json`; what has no text shows its key. */
export interface AlertWords {
  /** @param key dotted, in alerts.json */
  text(language: Language, key: string, data?: Readonly<Record<string, string>>): string;
  /** What happened, of a coded problem. */
  problem(language: Language, code: string, data: Readonly<Record<string, string>>): string;
  /** Name of a cleaning rule that the product comes with. */
  builtInRule(language: Language, id: string): string;
}

type Described = Pick<AlertView, 'kind' | 'subject' | 'subjectName' | 'facts' | 'severity'>;

export interface AlertText {
  /** What it is about; empty for the station itself. */
  readonly subject: string;
  readonly name: string;
  readonly text: string;
  readonly todo: string;
}

/**
 * One alert in words, for messages. Facts that are times by their name are shown on the clock of `zone`. Where the facts name
 * a `state` or a `way`, the kind has one text for each.
 */
export function describeAlert(words: AlertWords, language: Language, zone: string, alert: Described): AlertText {
  const subject = subjectOf(words, language, alert);
  const data = wordsOf(words, language, zone, alert, subject);
  const of = (part: string): string => words.text(language, `kind.${alert.kind}.${part}`, data);
  return { subject, name: of('name'), text: of(textKey(alert.facts)), todo: of('todo') };
}

function subjectOf(words: AlertWords, language: Language, { kind, subject, subjectName }: Described): string {
  const isUnnamedRule = subjectName === '' && alertKind(kind).subject === 'cleaning';
  return isUnnamedRule ? words.builtInRule(language, subject) : subjectName;
}

/** Name of the text of a kind that fits its facts. */
export function textKey(facts: Described['facts']): string {
  const variant = facts['state'] ?? facts['way'];
  return typeof variant === 'string' ? `text_${variant}` : 'text';
}

function wordsOf(
  words: AlertWords,
  language: Language,
  zone: string,
  alert: Described,
  subject: string,
): Record<string, string> {
  const data: Record<string, string> = { subject };
  for (const [name, value] of Object.entries(alert.facts)) {
    if (value === null) data[name] = '—';
    else if (isDayFact(name) && typeof value === 'number') data[name] = formatInZone(value, zone).slice(0, 10);
    else if (isTimeFact(name) && typeof value === 'number') data[name] = formatInZone(value, zone);
    else data[name] = String(value);
  }
  const { code } = alert.facts;
  data['problem'] = typeof code === 'string' ? words.problem(language, code, data) : '—';
  return data;
}
