// Who suffers, and what came of the duty to go to the police, as staff of the case read it.
import type { AppealDetail } from '../contracts/appeals.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import { iso } from './iso.ts';

type Names = { person: (id: string) => string; text: (id: string) => string | null };

/** `plain`: numbers in the text are shown as they were written. */
export function violenceView({ violence }: Appeal, names: Names, plain: boolean): AppealDetail['violence'] {
  if (!violence) return null;
  const { victim, at, report } = violence;
  const text = report && names.text(report.textId);
  return {
    victim,
    at: iso(at),
    report: report && {
      at: iso(report.at),
      by: names.person(report.by),
      result: report.result,
      text: text && !plain ? maskNumbers(text) : text,
    },
  };
}
