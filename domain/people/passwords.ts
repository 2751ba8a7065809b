// What a password must be (OWASP ASVS 5.0 §6.2): long and not easily guessed. No rule of letters and figures, and none of age.

/** In characters. */
export const passwordLength = { min: 12, max: 128 };

/** How long a one-time password can be signed in with. */
export const oneTimePasswordDays = 7;

/** `same` as before; holds one of the owner's `names`; `simple` to guess. */
export type PasswordFault = 'same' | 'names' | 'simple';

type Owner = { username: string; name: string };

/** What is wrong with a new password of the right length; null when nothing is. */
export function passwordFault(next: string, current: string, { username, name }: Owner): PasswordFault | null {
  const word = folded(next);
  // As the hash does: the same characters however they are written.
  if (next.normalize('NFKC') === current.normalize('NFKC')) return 'same';
  if ([username, name].some((own) => own !== '' && word.includes(folded(own)))) return 'names';
  return isSimple([...word]) ? 'simple' : null;
}

/** The same few characters over and over, or one after the other as in the alphabet. */
function isSimple(characters: string[]): boolean {
  const steps = new Map<number, number>();
  characters.forEach((character, index) => {
    const before = characters[index - 1];
    if (before === undefined) return;
    const step = (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    steps.set(step, (steps.get(step) ?? 0) + 1);
  });
  const straight = Math.max(0, ...[...steps].filter(([step]) => Math.abs(step) === 1).map(([, times]) => times));
  return new Set(characters).size < 5 || straight >= (characters.length - 1) * 0.8;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
