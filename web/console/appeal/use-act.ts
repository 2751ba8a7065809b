// Sending an action. It carries the version that was on the screen when the dialog opened, and one key for one content: a
// repetition after a lost answer is not a second act.
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useRef, useState } from 'react';
import { actionBody } from '../../../contracts/appeal-actions.ts';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import type { TimelineEntry } from '../../../contracts/timeline.ts';
import type { ActionName } from '../../../domain/words.ts';
import { actionLabels } from '../../wording/labels.ts';
import { api } from '../api/api.ts';
import { ApiProblem, newKey, wordsOf } from '../api/client.ts';
import { complaintsOf, payloadOf, type Complaint } from './action-values.ts';
import { readAnew } from './data.ts';

export type ActResult = { kind: 'done' } | { kind: 'refused'; complaints: Complaint[] };

export function useAct(action: ActionName, shown: AppealDetail) {
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const [detail, setDetail] = useState(shown);
  const [news, setNews] = useState<TimelineEntry[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const last = useRef({ key: '', content: '' });

  const keyFor = (content: string): string => {
    if (last.current.content !== content) last.current = { key: newKey(), content };
    return last.current.key;
  };

  const reload = async () => {
    const now = await readAnew(queries, shown.no);
    setNews(now.timeline.items.filter((entry) => entry.seq > detail.seq));
    setDetail(now.detail);
  };

  const refused = async (error: unknown): Promise<ActResult> => {
    const code = error instanceof ApiProblem ? error.code : null;
    if (code === 'stale' || code === 'wrongState') {
      try {
        await reload();
        if (code === 'wrongState') setProblem(wordsOf(error));
      } catch (failed) {
        setProblem(`${wordsOf(error)}；${wordsOf(failed)}`);
      }
      return { kind: 'refused', complaints: [] };
    }
    const { complaints, rest } = complaintsOf(error instanceof ApiProblem ? error.fields : []);
    const unsure = error instanceof ApiProblem && error.unsure ? '。再次确认不会重复办理。' : '';
    if (complaints.length === 0 || rest.length > 0) setProblem([wordsOf(error) + unsure, ...rest].join('；'));
    return { kind: 'refused', complaints };
  };

  const run = async (values: Record<string, unknown>): Promise<ActResult> => {
    setProblem(null);
    const body = { seq: detail.seq, ...payloadOf(action, values, detail) };
    const parsed = actionBody(action).safeParse(body);
    if (!parsed.success) {
      const { complaints, rest } = complaintsOf(fieldIssues(parsed.error));
      if (rest.length > 0) setProblem(rest.join('；'));
      return { kind: 'refused', complaints };
    }
    setBusy(true);
    try {
      await api.act(shown.no, action, body, keyFor(JSON.stringify(body)));
    } catch (error) {
      return await refused(error);
    } finally {
      setBusy(false);
    }
    message.success(`已${actionLabels[action]}`);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['appeal', shown.no] }),
      queries.invalidateQueries({ queryKey: ['appeals'] }),
    ]);
    return { kind: 'done' };
  };

  return { run, busy, problem, news, detail };
}
