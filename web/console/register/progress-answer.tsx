// The answer for somebody who calls again: words to read out, and one button that records the call instead of a new case.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { EarlierAppeals } from '../../../contracts/earlier-appeals.ts';
import { callLabels, progressText } from '../../wording/register.ts';
import { api } from '../api/api.ts';
import { newKey, wordsOf } from '../api/client.ts';

type Props = { earlier: EarlierAppeals['items'][number]; now: number };

export function ProgressAnswer({ earlier, now }: Props) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [recorded, setRecorded] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // One call is one record, however often the button is pressed.
  const key = useRef(newKey());
  const record = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await api.act(earlier.no, 'progressCall', { seq: earlier.seq }, key.current);
      setRecorded(true);
    } catch (error) {
      setProblem(wordsOf(error));
      await queries.invalidateQueries({ queryKey: ['earlier'] });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="progress-answer">
      <p>读给来电人：{progressText(earlier, now)}</p>
      {recorded ? (
        <p className="done">{callLabels.recorded}</p>
      ) : (
        earlier.mayCall && (
          <Button
            size="small"
            loading={busy}
            onClick={() => void record()}
            aria-label={`${callLabels.record} ${earlier.no}`}
          >
            {callLabels.record}
          </Button>
        )
      )}
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}
