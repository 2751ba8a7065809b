// The way of every revision: look first, then apply with a confirmation, then follow its progress.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App as AntApp, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Revision, RevisionPreview } from '../../../contracts/revisions.ts';
import { fieldWordsOf } from '../api/client.ts';
import { pages } from '../paths.ts';
import { Preview } from './preview.tsx';
import './revisions.css';

type Props = {
  /** What is given: another one asks for another preview. Null while it is not complete. */
  given: object | null;
  look: () => Promise<RevisionPreview>;
  apply: (key: string) => Promise<Revision>;
  /** What comes into effect, for the confirmation. */
  what: string;
  children?: ReactNode;
};

export function Revising({ given, look, apply, what, children }: Props) {
  const id = JSON.stringify(given);
  const [seen, setSeen] = useState<{ id: string; key: string; preview: RevisionPreview } | null>(null);
  const { modal } = AntApp.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const looking = useMutation({
    mutationFn: look,
    onSuccess: (preview) => setSeen({ id, key: crypto.randomUUID(), preview }),
  });
  const applying = useMutation({
    mutationFn: apply,
    onSuccess: async () => {
      await queries.invalidateQueries();
      await navigate(pages.revisions);
    },
  });
  const current = seen?.id === id ? seen : null;
  const ready = current !== null && current.preview.problems.length === 0;
  const confirm = () => {
    if (!current) return;
    const { preview, key } = current;
    void modal.confirm({
      title: `启用${what}？`,
      content: `新登记的诉求即按此计算；在办的 ${preview.cases} 件逐件重算，其中 ${preview.moved} 项时限移动${preview.past > 0 ? `，${preview.past} 项即为超期` : ''}。原截止与新截止都会记录。`,
      okText: '启用',
      okButtonProps: { danger: preview.past > 0 },
      onOk: () => applying.mutateAsync(key).catch(() => undefined),
    });
  };
  const trouble = looking.error ?? applying.error;
  return (
    <>
      {children}
      <div className="row">
        <Button disabled={given === null} loading={looking.isPending} onClick={() => looking.mutate()}>
          先看影响
        </Button>
        <Button type="primary" disabled={!ready} loading={applying.isPending} onClick={confirm}>
          启用
        </Button>
        {!current && <span className="quiet">看过影响之后才能启用</span>}
      </div>
      {trouble && <Alert type="error" showIcon className="gap-below" title={fieldWordsOf(trouble)} />}
      {current && <Preview preview={current.preview} />}
    </>
  );
}
