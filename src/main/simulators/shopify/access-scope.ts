import { GraphQLError } from 'graphql';
import type { ShopifyContext } from './shopify-context.ts';

/** @throws GraphQLError ACCESS_DENIED when the app holds none of the scopes. */
export function demandScope(context: ShopifyContext, field: string, scopes: readonly string[]): void {
  if (scopes.some((scope) => context.scopes.has(scope))) return;
  throw new GraphQLError(`Access denied for ${field} field.`, {
    extensions: { code: 'ACCESS_DENIED', requiredAccess: `\`${scopes.join('` or `')}\` access scope.` },
  });
}
