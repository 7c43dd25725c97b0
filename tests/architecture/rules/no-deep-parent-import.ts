import type { HouseRule } from '../house-rule.ts';
import { findNodes, importedPath } from '../walk-tree.ts';

export const noDeepParentImport: HouseRule = {
  id: 'no-deep-parent-import',
  advice:
    'import through an alias (#shared, #core, #main, #tests, #renderer, #scripts): a path of ../../ breaks when a file moves',
  appliesTo: () => true,
  find: (source) =>
    findNodes(source, (node) => {
      const path = importedPath(node);
      return path?.includes('../../') ? path : null;
    }),
};
