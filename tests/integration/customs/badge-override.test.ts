import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import type { CallContext } from '#main/rpc/call-context.ts';
import { router } from '#main/rpc/router.ts';
import { createSessions } from '#main/rpc/session.ts';
import { saveRights } from '#main/db/repos/operator-rights-repo.ts';
import { makeBadge } from '#main/usecases/auth/manage-badges.ts';
import { createOperator } from '#main/usecases/auth/manage-operators.ts';
import { checkDue } from '#main/usecases/customs/desk/check-due.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';

const PIN = '4071';

it('a person with the right lets an order go by PIN, and not with a badge', { timeout: 300_000 }, async () => {
  const bed = await startWorkstationBed(1, { abroad: 10 });
  try {
    const { services } = bed;
    const { context } = services;
    while (checkDue(context, readCheckTools, 10) > 0);
    const { id } = await createOperator(context, { name: 'Min', role: 'lead', pin: PIN }, OPERATOR);
    context.db.transaction((tx) => saveRights(tx, id, ['customs_release']));
    const badge = makeBadge(context, OPERATOR, id);
    const sessions = createSessions({ signInRequired: () => true });
    const session = sessions.window('w1');
    const call: CallContext = { services, sessions, session, log: context.log, traceId: 'trace' };
    const client = createRouterClient(router, { context: call });

    const blocked = bed.read.pluck<[], string>("SELECT order_id FROM customs_cases WHERE state = 'blocked'").get();
    const signedIn = await client.auth.signInWithBadge({ code: badge.code });
    expect(signedIn.id).toBe(id);
    const { orderId, version, findings } = await client.customsDesk.case({ orderId: blocked ?? '' });
    const input = { orderId, version, keys: findings.map(({ key }) => key), reason: 'the carrier agreed' };
    const refusal = expect.objectContaining({ code: 'ERR_AUTH_RIGHT_MISSING' });
    await expect(client.customsDesk.override(input)).rejects.toEqual(refusal);
    expect((await client.customsDesk.case({ orderId })).state).toBe('blocked');

    await client.auth.signIn({ operatorId: id, pin: PIN });
    expect((await client.customsDesk.override(input)).state).toBe('overridden');
    // Nor does a badge take it back.
    await client.auth.signInWithBadge({ code: badge.code });
    const { version: newer } = await client.customsDesk.case({ orderId });
    await expect(client.customsDesk.withdraw({ orderId, version: newer })).rejects.toEqual(refusal);
  } finally {
    await bed.stop();
  }
});
