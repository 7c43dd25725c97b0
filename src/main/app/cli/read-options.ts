import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Cli } from '#main/app/cli/cli.ts';

/** A parser of whole numbers between two bounds, for commander. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < from || value > to) throw new InvalidArgumentError(`${from}…${to}`);
    return value;
  };
}

/** Collects an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A path as the person meant it. */
export function pathOf({ workingDir }: Cli, path: string): string {
  return resolve(workingDir, path);
}

export function dataDirOf(cli: Cli, options: { readonly data?: string }): string {
  return options.data === undefined ? cli.host.defaultDataDir : pathOf(cli, options.data);
}
