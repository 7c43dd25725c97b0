export function electronProblem(): string | null;
