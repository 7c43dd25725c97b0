/** What a platform's page wants beside its own parameters. */
export interface AuthorisationRequest {
  /** As it stands in the platform's console. */
  readonly redirectUri: string;
  /** Comes back with the code, and proves that the answer belongs to this question. */
  readonly state: string;
}

/** Why an answer is not taken. */
export type AnswerFault = 'no_code' | 'other_state' | 'address_needed' | 'wrong_signature' | 'other_shop' | 'late';

/** The page with the parameters; empty ones are left out. */
export function pageAddress(page: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(page);
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
  return url.toString();
}
