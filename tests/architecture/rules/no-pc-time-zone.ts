import ts from 'typescript';
import type { HouseRule } from '../house-rule.ts';
import { dottedName, findNodes } from '../walk-tree.ts';

/** Methods of Date that read or write in the zone of the PC. */
const LOCAL_DATE_METHOD =
  /^(get|set)(FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$|^getTimezoneOffset$|^to(Date|Time)String$/;
/** Texts of dates; right only with an explicit zone. */
const LOCALE_TEXT = /^toLocale(Date|Time)?String$/;
const ZONED_NOW = /^Temporal\.Now\.(timeZoneId|zonedDateTimeISO|plainDateTimeISO|plainDateISO|plainTimeISO)$/;

export const noPcTimeZone: HouseRule = {
  id: 'no-pc-time-zone',
  advice:
    "no code reads the PC's time zone: use UTC methods, or Temporal and Intl.DateTimeFormat with a named timeZone",
  appliesTo: () => true,
  find: (source) =>
    findNodes(source, (node) => {
      if (ts.isCallExpression(node)) return describeCall(node, source.tree);
      if (ts.isNewExpression(node)) return describeNew(node, source.tree);
      return null;
    }),
};

function describeCall(call: ts.CallExpression, tree: ts.SourceFile): string | null {
  const name = dottedName(call.expression);
  const method = name.slice(name.lastIndexOf('.') + 1);
  const isMethod = name.includes('.');
  if (isMethod && LOCAL_DATE_METHOD.test(method) && !namesZone(call, tree)) return `${method}()`;
  if (isMethod && LOCALE_TEXT.test(method) && !namesZone(call, tree)) return `${method}() without timeZone`;
  if (name === 'Intl.DateTimeFormat' && !namesZone(call, tree)) return 'Intl.DateTimeFormat without timeZone';
  if (ZONED_NOW.test(name) && (method === 'timeZoneId' || call.arguments.length === 0))
    return `${name}() without a zone`;
  return null;
}

function describeNew(creation: ts.NewExpression, tree: ts.SourceFile): string | null {
  const name = dottedName(creation.expression);
  if (name === 'Intl.DateTimeFormat' && !namesZone(creation, tree)) return 'Intl.DateTimeFormat without timeZone';
  if (name === 'Date' && (creation.arguments?.length ?? 0) > 1) return 'new Date(year, month, …)';
  return null;
}

/** An option named timeZone is given, or options made elsewhere (a variable, which then is where the zone stands). */
function namesZone(node: ts.CallExpression | ts.NewExpression, tree: ts.SourceFile): boolean {
  const options = node.arguments?.[1];
  if (!options) return false;
  return !ts.isObjectLiteralExpression(options) || /\btimeZone\b|\.\.\./.test(options.getText(tree));
}
