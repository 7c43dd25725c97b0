import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { problemOf } from '#renderer/ui/problem.ts';
import type { Problem } from '#shared/contract/common.ts';

export interface Act<Input> {
  readonly run: (input: Input) => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
  /** Input of the call that runs now, so that a list can show which of its rows is busy. */
  readonly input: Input | undefined;
}

export interface ActOptions<Input, Output> {
  readonly done?: (output: Output, input: Input) => void;
  /** Called also when what shows the problem is no longer on the screen. */
  readonly failed?: (problem: Problem) => void;
  /** Words of the toast after success; without them success must show on the screen itself. */
  readonly toast?: string | ((output: Output, input: Input) => string);
}

/**
 * One thing that a person does: runs a call, keeps its problem for the page, says when it worked.
 * Everything on the screen is refetched after a success; live events do the same for the other windows.
 */
export function useAct<Input, Output>(
  call: (input: Input) => Promise<Output>,
  options: ActOptions<Input, Output> = {},
): Act<Input> {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (input: Input) => call(input),
    onSuccess(output: Output, input: Input) {
      const words = typeof options.toast === 'function' ? options.toast(output, input) : options.toast;
      if (words) message.success(words);
      void queries.invalidateQueries();
      options.done?.(output, input);
    },
    onError: (error) => options.failed?.(problemOf(error)),
  });
  return {
    run: (input) => mutation.mutate(input),
    busy: mutation.isPending,
    problem: mutation.error ? problemOf(mutation.error) : null,
    clear: mutation.reset,
    input: mutation.isPending ? mutation.variables : undefined,
  };
}
