import type ts from 'typescript';

/** One file under a rule: its path relative to the package, with forward slashes, and its syntax tree. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** A rule of the house over single files. `find` returns the places that break it. */
export interface HouseRule {
  readonly id: string;
  /** What to do instead; printed with each finding. */
  readonly advice: string;
  appliesTo(path: string): boolean;
  find(source: SourceText): readonly Finding[];
}

export interface Finding {
  /** 1-based; 0 when the file as a whole is meant. */
  readonly line: number;
  readonly what: string;
}

export const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path) || path.startsWith('tests/');
