import ts from 'typescript';
import { isTest } from '../house-rule.ts';
import type { HouseRule } from '../house-rule.ts';
import { dottedName, findNodes } from '../walk-tree.ts';

const PURE_FOLDERS = /^src\/(shared|main\/(core|usecases|plugins|rpc))\//;
/** The implementations behind the injected interfaces. */
const SOURCES = ['src/main/core/kernel/clock.ts', 'src/main/core/kernel/id-source.ts'];
const AMBIENT = /^(Date\.now|Math\.random|(crypto\.)?getRandomValues|Temporal\.Now\.\w+)$/;
/** Ids of ours. A plugin may number its calls: the vendor wants the number, and nothing of ours is called by it. */
const AMBIENT_ID = /^(crypto\.)?randomUUID$/;

export const noAmbientClock: HouseRule = {
  id: 'no-ambient-clock',
  advice: 'take the time from an injected Clock and random values from an IdSource, so that tests and replays repeat',
  appliesTo: (path) => PURE_FOLDERS.test(path) && !SOURCES.includes(path) && !isTest(path),
  find: (source) =>
    findNodes(source, (node) => {
      if (ts.isCallExpression(node)) {
        const name = dottedName(node.expression);
        return AMBIENT.test(name) || (AMBIENT_ID.test(name) && !isPlugin(source.path)) ? `${name}()` : null;
      }
      const isDate = ts.isNewExpression(node) && dottedName(node.expression) === 'Date';
      return isDate && (node.arguments?.length ?? 0) === 0 ? 'new Date()' : null;
    }),
};

const isPlugin = (path: string): boolean => path.startsWith('src/main/plugins/');
