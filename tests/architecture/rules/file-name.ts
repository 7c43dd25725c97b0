import type { HouseRule } from '../house-rule.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|d|config|bench))?\.(ts|mjs)$/;
const COMPONENT = /^[A-Z][A-Za-z0-9]*(\.(test|spec))?\.tsx$/;
const COMPONENT_FOLDER_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec))?\.tsx$/;

export const fileName: HouseRule = {
  id: 'file-name',
  advice: 'files are kebab-case.ts, components PascalCase.tsx',
  appliesTo: (path) => path.startsWith('src/') || path.startsWith('tests/') || path.startsWith('scripts/'),
  find: ({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const right = name.endsWith('.tsx') ? COMPONENT.test(name) || COMPONENT_FOLDER_FILE.test(name) : KEBAB.test(name);
    return right ? [] : [{ line: 0, what: name }];
  },
};
