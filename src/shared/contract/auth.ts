import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';
import { OperatorId } from '#shared/model/ids.ts';
import { OperatorRight } from '#shared/model/operator-right.ts';

/** Id of whoever stands at a window while no person is known. */
export const LOCAL_OPERATOR = 'local';

export const Role = z.enum(['operator', 'lead', 'admin']);
export const OperatorView = z.object({
  id: OperatorId,
  name: z.string(),
  role: Role,
  active: z.boolean(),
  hasPin: z.boolean(),
  /** Holds a badge that signs in by scan. */ hasBadge: z.boolean(),
  lockedUntilMs: z.int().nullable(),
  /** Given by name, beside the role. */
  rights: z.array(OperatorRight).default([]),
});
export type OperatorView = z.infer<typeof OperatorView>;

export const authContract = {
  operators: procedure('public', 'GET', '/operators', 'People who can sign in').output(
    z.object({ operators: z.array(OperatorView) }),
  ),
  signIn: procedure('public', 'POST', '/sign-in', 'Sign in at this window with a PIN')
    .input(z.object({ operatorId: OperatorId, pin: z.string().max(12) }))
    .output(OperatorView),
  signInWithBadge: procedure(
    'public',
    'POST',
    '/sign-in/badge',
    'Sign in at this window with a scanned badge; gives the rights of a packer',
  )
    .input(
      z.union([
        z.object({ code: z.string().max(100) }),
        /** Of a badge that a scanner on a cable read, as the live event brought it. */
        z.object({ ticket: z.string().max(100) }),
      ]),
    )
    .output(OperatorView),
  makeBadge: procedure(
    'admin',
    'POST',
    '/operators/{id}/badge',
    'Make a badge; it is shown once, an earlier one is void',
  )
    .input(z.object({ id: OperatorId }))
    .output(z.object({ pngBase64: z.string() })),
  revokeBadge: procedure('admin', 'DELETE', '/operators/{id}/badge', 'Revoke a badge')
    .input(z.object({ id: OperatorId }))
    .output(z.object({})),
  signOut: procedure('public', 'POST', '/sign-out', 'Leave this window').output(z.object({})),
  createOperator: procedure('admin', 'POST', '/operators', 'Add a person')
    .input(
      z.object({
        name: z.string().trim().min(1).max(40),
        role: Role,
        pin: z
          .string()
          .regex(/^\d{4,12}$/)
          .nullable(),
        rights: z.array(OperatorRight).max(OperatorRight.options.length).optional(),
      }),
    )
    .output(OperatorView),
  updateOperator: procedure('admin', 'PATCH', '/operators/{id}', 'Change a person')
    .input(
      z.object({
        id: OperatorId,
        name: z.string().trim().min(1).max(40).optional(),
        role: Role.optional(),
        pin: z
          .string()
          .regex(/^\d{4,12}$/)
          .nullish(),
        active: z.boolean().optional(),
        rights: z.array(OperatorRight).max(OperatorRight.options.length).optional(),
      }),
    )
    .output(OperatorView),
  audit: procedure('lead', 'GET', '/audit', 'What people did')
    .input(
      z.object({
        limit: z.coerce.number().int().min(1).max(500).default(100),
        /** Entries older than this `seq`. */
        before: z.coerce.number().int().nullish(),
        actor: z.string().max(100).nullish(),
        act: z.string().max(100).nullish(),
        fromMs: z.coerce.number().int().nullish(),
        toMs: z.coerce.number().int().nullish(),
      }),
    )
    .output(
      z.object({
        /** Names that can be filtered by; none on later pages (`before`). */
        actors: z.array(z.string()),
        acts: z.array(z.string()),
        entries: z.array(
          z.object({
            seq: z.int(),
            atMs: z.int(),
            actorName: z.string(),
            act: z.string(),
            target: z.string(),
            /** What people call the target; null when it has no other name or is gone. */
            targetName: z.string().nullable(),
            data: z.record(z.string(), z.unknown()),
          }),
        ),
      }),
    ),
  tokens: procedure('admin', 'GET', '/api-tokens', 'Tokens of integrations').output(
    z.object({
      tokens: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          scope: z.enum(['read', 'operate', 'admin']),
          createdAtMs: z.int(),
          lastUsedAtMs: z.int().nullable(),
          revokedAtMs: z.int().nullable(),
        }),
      ),
    }),
  ),
  createToken: procedure('admin', 'POST', '/api-tokens', 'Make a token; it is shown once')
    .input(z.object({ name: z.string().trim().min(1).max(60), scope: z.enum(['read', 'operate', 'admin']) }))
    .output(z.object({ id: z.string(), token: z.string() })),
  revokeToken: procedure('admin', 'DELETE', '/api-tokens/{id}', 'Revoke a token')
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
};
