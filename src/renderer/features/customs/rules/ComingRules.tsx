import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleWords } from '#renderer/features/customs/rules/use-rule-words.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';

type Rule = Outputs['customsRules']['list']['rules'][number];

/** What begins and what ends after the chosen day, by date. */
export function ComingRules({ rules, day }: { readonly rules: readonly Rule[]; readonly day: string }): ReactNode {
  const { t } = useTranslation('customs-rules');
  const words = useRuleWords();
  const changes = rules
    .flatMap((rule) => [
      ...(rule.validFrom !== null && rule.validFrom > day
        ? [{ day: rule.validFrom, kind: 'begins' as const, rule }]
        : []),
      ...(rule.validTo !== null && rule.validTo >= day ? [{ day: rule.validTo, kind: 'ends' as const, rule }] : []),
    ])
    .toSorted((a, b) => a.day.localeCompare(b.day));
  if (changes.length === 0) return null;
  return (
    <section className="stack-tight" aria-label={t('coming.title')}>
      <h3>{t('coming.title')}</h3>
      <ul className="plain-list">
        {changes.map(({ day: at, kind, rule }) => (
          <li key={`${rule.id} ${kind}`}>
            <strong>{t(`coming.${kind}`, { day: at })}</strong> {words(rule.textEn, rule.textZh)}
          </li>
        ))}
      </ul>
    </section>
  );
}
