/** One promise held against the books of both sides. */
export interface Invariant {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  /** How many things were compared: a check that looked at nothing proves nothing. */
  readonly checked: number;
  /** The first few, with numbers that can be looked up. */
  readonly problems: readonly string[];
}

/** More problems of one kind than this tell nothing new. */
const SHOWN_PROBLEMS = 50;

/** Collects what was compared and what was found. */
export class InvariantCheck {
  readonly #problems: string[] = [];
  #checked = 0;

  /** Compares one thing. @param problem said when it does not hold */
  expect(holds: boolean, problem: () => string): void {
    this.#checked += 1;
    if (!holds) this.#problems.push(problem());
  }

  result(id: string, title: string): Invariant {
    const rest = this.#problems.length - SHOWN_PROBLEMS;
    const problems = this.#problems.slice(0, SHOWN_PROBLEMS);
    if (rest > 0) problems.push(`and ${rest} more`);
    if (this.#checked === 0) problems.push('there was nothing to compare');
    return { id, title, ok: this.#problems.length === 0 && this.#checked > 0, checked: this.#checked, problems };
  }
}
