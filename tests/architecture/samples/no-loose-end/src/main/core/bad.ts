export const one = 1; // bad TODO later
// FIXME now // bad
export const todoList = ['fine'];
