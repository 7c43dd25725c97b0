import { Shape } from './shape.ts'; // bad: consistent-type-imports

export default function run(text: any): Shape { // bad: no-default-export, no-explicit-any
  const made = eval(text); // bad: no-eval
  // @ts-ignore because // bad: ban-ts-comment
  if (made == 1) throw 'text'; // bad: eqeqeq, no-throw-literal
  var old = made!.name; // bad: no-var, no-non-null-assertion
  return old;
}
