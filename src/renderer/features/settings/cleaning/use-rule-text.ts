import { useTranslation } from 'react-i18next';

/** A rule's name: its own, or the product's text under its id. */
export function useRuleName(): (rule: { readonly id: string; readonly name: string }) => string {
  const { t } = useTranslation('cleaning');
  return ({ id, name }) => name || t(`builtIn.${id}.name`, { defaultValue: id });
}

/** `recipient.street` or `lines[1].title` in words. */
export function useFieldName(): (path: string) => string {
  const { t } = useTranslation('cleaning');
  return (path) => {
    const field =
      path
        .replace(/\[.*\](?=$|\.)/s, '')
        .split('.')
        .at(-1) ?? path;
    return t(`field.${field}`, { defaultValue: field });
  };
}
