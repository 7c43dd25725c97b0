import type { ReactNode } from 'react';
import { PackPanel } from '#renderer/features/customs/rules/PackPanel.tsx';
import { RatesPanel } from '#renderer/features/customs/rules/RatesPanel.tsx';
import { RulesPanel } from '#renderer/features/customs/rules/RulesPanel.tsx';
import { WordsPanel } from '#renderer/features/customs/rules/WordsPanel.tsx';

/** What parcels are checked against: the rules of each destination, rates, own words, and where the rules come from. */
export function RulesTab(): ReactNode {
  return (
    <div className="stack">
      <RulesPanel />
      <RatesPanel />
      <WordsPanel />
      <PackPanel />
    </div>
  );
}
