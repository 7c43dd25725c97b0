interface Shape {
  readonly name?: string;
}
const names: readonly string[] = [];
export const first: string = names[0];
export const shape: Shape = { name: undefined };
const unused = 1;
