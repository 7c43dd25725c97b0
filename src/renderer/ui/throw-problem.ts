import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** For an act whose answer tells what went wrong: it then fails like any other. @throws AppError with the problem's code */
export function throwProblem(problem: Problem | null): void {
  if (problem) throw new AppError(problem.code, problem.data);
}
