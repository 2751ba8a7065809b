// 更正: what was written down wrong at the registering is put right here; how often, what last and by whom is said beside it.
import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Spin } from 'antd';
import { useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { CorrectionList } from '../../../contracts/corrections.ts';
import { changeText, correctedFieldLabels, correctedFieldsText } from '../../wording/corrections.ts';
import { roleLabels } from '../../wording/labels.ts';
import { instantText } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow, wordsOf } from '../api/client.ts';
import { Trouble } from '../frame/notices.tsx';
import { CorrectionDialog, type Kept } from './correction-dialog.tsx';

/** The button, for those who may; nothing for others. */
export function CorrectButton({ detail }: { detail: AppealDetail }) {
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState<Kept>();
  if (detail.intake.correctable.length === 0) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        更正
      </Button>
      {open && <CorrectionDialog detail={detail} kept={kept} keep={setKept} close={() => setOpen(false)} />}
    </>
  );
}

type CorrectedProps = { no: string; intake: AppealDetail['intake']; now: number };

/** That it was corrected, and the way to the earlier versions for those who may read them. */
export function Corrected({ no, intake: { version, corrected, history }, now }: CorrectedProps) {
  const [open, setOpen] = useState(false);
  if (!corrected) return null;
  return (
    <span className="row">
      <span>
        已更正 {corrected.times} 次，最近 {instantText(Date.parse(corrected.at), now)}：
        {correctedFieldsText(corrected.fields)}
      </span>
      {history && (
        <Button size="small" onClick={() => setOpen(true)}>
          更正经过
        </Button>
      )}
      <Modal
        title={`更正经过：${no}`}
        open={open}
        onCancel={() => setOpen(false)}
        footer={<Button onClick={() => setOpen(false)}>关闭</Button>}
        width={640}
        destroyOnHidden
      >
        <History no={no} version={version} />
      </Modal>
    </span>
  );
}

function History({ no, version }: { no: string; version: number }) {
  const query = useQuery({
    queryKey: ['corrections', no, version],
    queryFn: ({ signal }) => api.corrections(no, { signal }),
  });
  if (query.isError) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (!query.data) return <Spin aria-label="正在载入" />;
  return (
    <>
      <p className="quiet gap-below">登记时的内容一直留着；姓名、电话等都已遮掩。</p>
      <ol className="corrections">
        {query.data.items.map((item) => (
          <Past key={item.version} item={item} />
        ))}
      </ol>
    </>
  );
}

function Past({ item: { at, by, role, reason, changes } }: { item: CorrectionList['items'][number] }) {
  return (
    <li>
      <p>
        <strong className="nums">{instantText(Date.parse(at), serverNow())}</strong> {by}（{roleLabels[role]}）
      </p>
      <p>理由：{reason || '已删除'}</p>
      <dl className="facts">
        {changes.map((change) => (
          <Change key={change.field} change={change} />
        ))}
      </dl>
    </li>
  );
}

function Change({ change }: { change: CorrectionList['items'][number]['changes'][number] }) {
  const { field, before, after } = change;
  const words = (field === 'title' || field === 'text') && before !== null && after !== null;
  return (
    <>
      <dt>{correctedFieldLabels[field]}</dt>
      <dd className="nums">
        {words ? (
          <>
            <p className="quiet small">原来</p>
            <p className="pre">{before}</p>
            <p className="quiet small">改为</p>
            <p className="pre">{after}</p>
          </>
        ) : (
          changeText(change)
        )}
      </dd>
    </>
  );
}
