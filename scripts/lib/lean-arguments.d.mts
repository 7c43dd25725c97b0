export function leanArguments(): readonly string[];
