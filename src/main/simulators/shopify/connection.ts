import { GraphQLError } from 'graphql';

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Connection<N> {
  readonly nodes: readonly N[];
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** "Input arguments that accept an array have a maximum size of 250 for all APIs." */
const MAX_PAGE = 250;

const badRequest = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });

/** @throws GraphQLError as Shopify reports a missing or too large page size. */
export function pageSize({ first, last }: ConnectionArguments): number {
  if ((first ?? null) === null && (last ?? null) === null) throw badRequest('you must provide one of first or last');
  const size = first ?? last ?? 0;
  if (size < 0 || size > MAX_PAGE) throw badRequest(`page size must be between 0 and ${MAX_PAGE}`);
  return size;
}

/** One page of a list that is already in order. `start` is the index behind the `after` cursor. */
export function pageOf<T, N>(
  list: readonly T[],
  start: number,
  size: number,
  cursorOf: (item: T) => string,
  nodeOf: (item: T) => N,
): Connection<N> {
  const page = list.slice(start, start + size);
  const edges = page.map((item) => ({ cursor: cursorOf(item), node: nodeOf(item) }));
  return {
    nodes: edges.map((edge) => edge.node),
    edges,
    pageInfo: {
      hasNextPage: start + size < list.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A connection over a list that belongs to one order; its cursors are positions. */
export function listConnection<T, N>(
  list: readonly T[],
  args: ConnectionArguments,
  nodeOf: (item: T) => N,
): Connection<N> {
  const size = pageSize(args);
  const position = new Map(list.map((item, index) => [item, index]));
  const cursorOf = (item: T): string => Buffer.from(`position:${position.get(item) ?? 0}`).toString('base64');
  const after = args.after ? Number(Buffer.from(args.after, 'base64').toString().replace('position:', '')) + 1 : 0;
  const start = args.last ? Math.max(0, list.length - size) : after;
  return pageOf(list, start, size, cursorOf, nodeOf);
}
