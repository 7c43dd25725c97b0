import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';

export const SettingView = z.object({
  name: z.string(),
  value: z.unknown(),
  version: z.int(),
  defaultValue: z.unknown(),
});
export const settingsContract = {
  list: procedure('public', 'GET', '/settings', 'All settings').output(z.object({ settings: z.array(SettingView) })),
  set: procedure('lead', 'PUT', '/settings/{name}', 'Change one setting; refused when someone changed it meanwhile')
    .input(z.object({ name: z.string(), value: z.unknown(), version: z.int() }))
    .output(SettingView),
  history: procedure('lead', 'GET', '/settings/{name}/history', 'Earlier values')
    .input(z.object({ name: z.string() }))
    .output(
      z.object({
        versions: z.array(z.object({ version: z.int(), value: z.unknown(), atMs: z.int(), actorName: z.string() })),
      }),
    ),
};
