import ts from 'typescript';
import { isTest } from '../house-rule.ts';
import type { HouseRule } from '../house-rule.ts';
import { dottedName, findNodes } from '../walk-tree.ts';

const LIBRARY = 'node-thermal-printer';
/** What of it opens a connection of its own. */
const SENDS = /\.(execute|raw|isPrinterConnected)$/;

/** Its sender lost 16 kB of a job beside a printer that sends its status unasked, and told of success (devices.md, hard rule 4). */
export const noVendorSender: HouseRule = {
  id: 'no-vendor-sender',
  advice: `${LIBRARY} puts bytes together and no more: they leave through a transport`,
  appliesTo: (path) => path.startsWith('src/main/') && !isTest(path),
  find: (source) =>
    source.text.includes(LIBRARY)
      ? findNodes(source, (node) => {
          if (ts.isCallExpression(node) && SENDS.test(dottedName(node.expression))) return dottedName(node.expression);
          if (!ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name) || node.name.text !== 'interface')
            return null;
          const isNowhere = ts.isStringLiteralLike(node.initializer) && node.initializer.text === '';
          return isNowhere ? null : 'interface';
        })
      : [],
};
