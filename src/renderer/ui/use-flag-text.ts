import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A flag of a platform in words: `gift:Tea sample` keeps its own text behind a translated kind, unknown ones stay as they are. */
export function useFlagText(): (flag: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (flag) => {
      const [kind = flag, ...rest] = flag.split(':');
      const value = rest.join(':');
      const words = t(`flag.${kind}`, { defaultValue: kind });
      if (value === '') return words;
      // Colours are words of ours; anything else is the seller's own text.
      const text = /^[a-z]+$/.test(value) ? t(`flagValue.${value}`, { defaultValue: value }) : value;
      return t('pair', { name: words, text });
    },
    [t],
  );
}
