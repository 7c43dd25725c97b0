import { Failure } from '../failure.mjs';

/**
 * The spellings of one plugin id.
 * @param {string | undefined} id
 * @returns {{ id: string, camel: string, pascal: string, upper: string, label: string }}
 * @throws {Failure} when the id is not kebab-case.
 */
export function namesOf(id) {
  if (!id || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Failure(`an id is needed after \`--\`, in kebab-case, e.g. \`-- royal-mart\`; not "${id ?? ''}".`, 2);
  }
  const words = id.split('-');
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  const pascal = words.map(capital).join('');
  return {
    id,
    camel: pascal[0].toLowerCase() + pascal.slice(1),
    pascal,
    upper: words.join('_').toUpperCase(),
    label: words.map(capital).join(' '),
  };
}
