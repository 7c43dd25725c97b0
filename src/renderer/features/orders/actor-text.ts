import type { TFunction } from 'i18next';
import type { OrderEvent } from '#renderer/ui/contract-types.ts';

/**
 * Who did it, in words. Pushes are stored with the id of their shop, which tells nobody anything.
 * @param t of the name space `timeline`
 */
export function actorText({ actorKind, actorName }: Pick<OrderEvent, 'actorKind' | 'actorName'>, t: TFunction): string {
  if (actorKind === 'system') return t('timeline:actor.system');
  const unnamed = actorKind === 'channel' ? t('timeline:actor.channel') : actorName;
  return t(`timeline:actor.${actorName}`, { defaultValue: unnamed });
}
