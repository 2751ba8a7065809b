// Saving a registration so that one form is one appeal: the form has one key, and as long as it is not known whether a request
// took effect, that same request is repeated first, even when the clerk has changed words meanwhile.
import { useRef, useState } from 'react';
import { appealToCreate, type AppealCreated, type AppealToCreateInput } from '../../../contracts/appeals.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import { api } from '../api/api.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';

type Issue = { path: string; message: string };
export type Saved = AppealCreated & {
  /** The first request had been saved already: what was changed after it is not in the appeal. */
  laterChangesMissing: boolean;
  communityId: string;
  anonymous: boolean;
  /** Somebody suffers: the police are to be told. */
  harm: boolean;
};

export function useSaving(key: string) {
  const unsure = useRef<AppealToCreateInput | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (body: AppealToCreateInput): Promise<Saved | Issue[]> => {
    const parsed = appealToCreate.safeParse(body);
    if (!parsed.success) return fieldIssues(parsed.error);
    const sent = unsure.current ?? body;
    const laterChangesMissing = JSON.stringify(sent) !== JSON.stringify(body);
    setBusy(true);
    setProblem(null);
    try {
      unsure.current = sent;
      const created = await api.createAppeal(sent, key);
      const { communityId, appellant, victim } = sent;
      return { ...created, laterChangesMissing, communityId, anonymous: !appellant, harm: victim !== undefined };
    } catch (error) {
      if (!(error instanceof ApiProblem && error.unsure)) unsure.current = null;
      setProblem(
        error instanceof ApiProblem && error.unsure
          ? `${wordsOf(error)}。再按一次“保存”不会重复登记。`
          : wordsOf(error),
      );
      return error instanceof ApiProblem ? error.fields : [];
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, problem };
}
