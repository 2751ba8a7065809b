// Said above a form that found what its writer had not saved.
import { Alert, Button } from 'antd';
import { shortInstant } from '../../wording/times.ts';
import type { Draft } from './draft.ts';

type Props = { draft: Draft | null; keep: { stop: () => void }; discard: () => void };

export function RestoredDraft({ draft, keep, discard }: Props) {
  if (!draft) return null;
  const forget = () => {
    keep.stop();
    discard();
  };
  return (
    <Alert
      type="info"
      showIcon
      className="gap-below"
      title={`已恢复 ${shortInstant(draft.at, Date.now())} 没有保存的内容`}
      action={
        <Button size="small" onClick={forget}>
          不要了，重填
        </Button>
      }
    />
  );
}
