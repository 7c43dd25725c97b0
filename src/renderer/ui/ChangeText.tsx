import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useFlagText } from '#renderer/ui/use-flag-text.ts';
import './change-text.css';

interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A text before and after; what nobody could see is written out. A flag shows as such. */
export function ChangeText({ change }: { readonly change: Change }): ReactNode {
  const { t } = useTranslation();
  const flagText = useFlagText();
  if (change.path.startsWith('flags[') && change.before === '')
    return <Chip tone="accent">{`+ ${flagText(change.after)}`}</Chip>;
  return (
    <span className="change-text">
      <del>{visible(change.before) || t('nothing')}</del>
      <span aria-hidden> → </span>
      <ins>{visible(change.after) || t('nothing')}</ins>
    </span>
  );
}

/** Zero-width, directional and control characters by their numbers; spaces at the ends as dots. */
function visible(text: string): string {
  return text
    .replace(
      /[\p{Cc}\p{Cf}]/gu,
      (letter) => `⟨U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
    .replace(/^ +| +$/g, (spaces) => '·'.repeat(spaces.length));
}
