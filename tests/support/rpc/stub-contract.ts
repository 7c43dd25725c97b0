import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';

/** A small contract with one procedure per thing that a transport can get wrong. */
export const stubContract = {
  echo: procedure('public', 'POST', '/echo', 'Echo')
    .input(z.object({ text: z.string() }))
    .output(z.object({ text: z.string() })),
  fail: procedure('public', 'POST', '/fail', 'Fail')
    .input(z.object({ how: z.enum(['coded', 'defect', 'output']) }))
    .output(z.object({ ok: z.boolean() })),
  count: procedure('public', 'GET', '/count', 'Numbers from 0, as fast as the client takes them')
    .input(z.object({ to: z.coerce.number().int(), padding: z.coerce.number().int().default(0) }))
    .output(eventIterator(z.object({ n: z.int(), padding: z.string() }))),
  file: procedure('public', 'POST', '/file', 'Bytes there and back')
    .input(z.object({ file: z.instanceof(Blob) }))
    .output(z.instanceof(Blob)),
  wait: procedure('public', 'POST', '/wait', 'Ends when the client gives up').output(z.object({ ok: z.boolean() })),
  read: procedure('read', 'GET', '/things/{id}', 'Needs read')
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string(), by: z.string() })),
  operate: procedure('operate', 'POST', '/things', 'Needs operate').output(z.object({ ok: z.boolean() })),
  administer: procedure('admin', 'POST', '/administer', 'Needs admin').output(z.object({ ok: z.boolean() })),
  finishFirstRun: procedure('public', 'POST', '/first-run', 'Windows only').output(z.object({ ok: z.boolean() })),
};
