import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import { actorText } from '#renderer/features/orders/actor-text.ts';
import timeline from '#resources/locales/en/timeline.json' with { type: 'json' };

it('names who did it, a platform instead of the id of its shop', async () => {
  const i18n = createInstance();
  await i18n.init({ lng: 'en', resources: { en: { timeline } } });
  const textOf = (actorKind: 'operator' | 'system' | 'device' | 'channel', actorName: string): string =>
    actorText({ actorKind, actorName }, i18n.t);
  expect(textOf('channel', '01a228b1-d656-7541-ab7c-45293db8dfb8')).toBe('platform');
  expect(textOf('channel', 'payment')).toBe('payment provider');
  expect(textOf('operator', 'Bo')).toBe('Bo');
  expect(textOf('device', 'scanner')).toBe('scanner');
  expect(textOf('system', 'job')).toBe('Packbench');
});
