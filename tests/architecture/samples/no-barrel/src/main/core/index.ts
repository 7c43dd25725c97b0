export { a } from './a.ts'; // bad
export { b } from './b.ts';
