/** Parent (printer, executioner) -> child (workstation with an operator who looks at the paper). */
export type ToPowerCutChild =
  | { readonly kind: 'start'; readonly dataDir: string; readonly port: number; readonly labels: number }
  /** Answer to `look`: how many whole labels with this code came out of the printer. */
  | { readonly kind: 'seen'; readonly id: number; readonly labels: number };

/** Child -> parent. */
export type FromPowerCutChild =
  /** The operator was asked what became of a label, and looks at the printer. */
  | { readonly kind: 'look'; readonly id: number; readonly code: string }
  | { readonly kind: 'ready' }
  /** The newest print of each label, in the order of the batch. */
  | { readonly kind: 'finished'; readonly states: readonly string[] };
