import { getNamedType, isLeafType, isListType, getNullableType, isObjectType, isInterfaceType } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;
/** How many rows a connection or list field counts for: asked for, or really returned. */
type RowCounter = (field: FieldNode, data: unknown) => number;

const MUTATION_COST = 10;
const CONNECTION_COST = 2;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rows: RowCounter;
}

const memberOf = (data: unknown, field: FieldNode): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, field.alias?.value ?? field.name.value) : undefined;

function fieldsOf(
  selections: SelectionSetNode,
  type: GraphQLNamedType,
  walk: Walk,
): { field: FieldNode; on: GraphQLNamedType }[] {
  return selections.selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [{ field: selection, on: type }];
    const fragment = selection.kind === 'FragmentSpread' ? walk.fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const condition = fragment.typeCondition?.name.value;
    const on = condition === undefined ? type : (walk.schema.getType(condition) ?? type);
    return fieldsOf(fragment.selectionSet, on, walk);
  });
}

function selectionCost(selections: SelectionSetNode, type: GraphQLNamedType, data: unknown, walk: Walk): number {
  return fieldsOf(selections, type, walk).reduce((sum, { field, on }) => sum + fieldCost(field, on, data, walk), 0);
}

function fieldCost(field: FieldNode, parent: GraphQLNamedType, parentData: unknown, walk: Walk): number {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
  const definition = parent.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return 0;
  const type = getNamedType(definition.type);
  if (isLeafType(type) || type.name === 'PageInfo') return 0;
  const data = memberOf(parentData, field);
  if (type.name.endsWith('Connection')) return connectionCost(field, type, data, walk);
  if (isListType(getNullableType(definition.type))) {
    return walk.rows(field, data) * (1 + averageCost(field.selectionSet, type, data, walk));
  }
  if (data === null) return 0;
  return 1 + selectionCost(field.selectionSet, type, data, walk);
}

function averageCost(selections: SelectionSetNode, type: GraphQLNamedType, data: unknown, walk: Walk): number {
  if (!Array.isArray(data)) return selectionCost(selections, type, undefined, walk);
  if (data.length === 0) return 0;
  const total = data.reduce((sum: number, item) => sum + selectionCost(selections, type, item, walk), 0);
  return total / data.length;
}

/** 2, plus each row: `customers(first: 10){nodes{phone}}` costs 12 (seen in Shopify's own cost debugger). */
function connectionCost(field: FieldNode, type: GraphQLNamedType, data: unknown, walk: Walk): number {
  const inner = field.selectionSet ? fieldsOf(field.selectionSet, type, walk) : [];
  let cost = CONNECTION_COST;
  for (const { field: rowsField } of inner) {
    const name = rowsField.name.value;
    if (!rowsField.selectionSet || (name !== 'nodes' && name !== 'edges')) continue;
    const nodeType = getNamedType(walk.schema.getType(type.name.replace(/Connection$/, '')) ?? type);
    const rowsData = memberOf(data, rowsField);
    const count = Array.isArray(rowsData) ? rowsData.length : walk.rows(field, undefined);
    const perRow =
      name === 'nodes'
        ? averageCost(rowsField.selectionSet, nodeType, rowsData, walk)
        : edgeCost(rowsField.selectionSet, nodeType, rowsData, walk);
    cost += count * (1 + perRow);
  }
  return cost;
}

function edgeCost(selections: SelectionSetNode, nodeType: GraphQLNamedType, edges: unknown, walk: Walk): number {
  const nodeField = selections.selections.find((each) => each.kind === 'Field' && each.name.value === 'node');
  if (nodeField?.kind !== 'Field' || !nodeField.selectionSet) return 0;
  const nodes = Array.isArray(edges) ? edges.map((edge: unknown) => memberOf(edge, nodeField)) : undefined;
  return averageCost(nodeField.selectionSet, nodeType, nodes, walk);
}

/** `first` or `last` as given in the query or its variables; 1 where a list has no size. */
function askedRows(variables: Variables): RowCounter {
  return (field) => {
    for (const argument of field.arguments ?? []) {
      if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
      if (argument.value.kind === 'IntValue') return Number(argument.value.value);
      if (argument.value.kind === 'Variable') {
        const value = variables[argument.value.name.value];
        if (typeof value === 'number') return value;
      }
    }
    return 1;
  };
}

function operationCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: unknown,
  schema: GraphQLSchema,
  rows: RowCounter,
): number {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === 'FragmentDefinition' ? [[each.name.value, each] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  if (operation.operation === 'mutation') return MUTATION_COST * operation.selectionSet.selections.length;
  return Math.max(1, Math.round(selectionCost(operation.selectionSet, root, data, { schema, fragments, rows })));
}

/** Points that must be available up front: scalar 0, object 1, connection by its size, mutation 10. */
export function requestedCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  schema: GraphQLSchema,
): number {
  return operationCost(document, operation, undefined, schema, askedRows(variables));
}

/** Points really used, by what came back; the difference is refunded. */
export function actualCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: unknown,
  schema: GraphQLSchema,
): number {
  return operationCost(document, operation, data, schema, (_field, rows) => (Array.isArray(rows) ? rows.length : 0));
}
