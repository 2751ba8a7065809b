// Verify, suspend, reinstate, take out; and the look at name and number, which leaves a trace.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { HelperDetail } from '../../../contracts/helpers.ts';
import { verifiers, type EntryAction } from '../../../domain/directory/rules.ts';
import { entryActionLabels } from '../../wording/helpers.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useMe } from '../api/session.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { pages } from '../paths.ts';

type Move = Exclude<EntryAction, 'correct'>;
type Asked = Move | 'disclose';

const needsReason = (asked: Asked, entry: HelperDetail) =>
  asked === 'suspend' || asked === 'leave' || (asked === 'disclose' && entry.state !== 'enrolled');

/** What follows, before it is confirmed. */
const meanings: Record<Asked, string> = {
  verify: '请确认已与名单、本人或单位核对无误。核实后即可向其求助。',
  suspend: '暂停后不再向其求助，也不能登录答复、报告手上的事；可以恢复。',
  reinstate: '恢复后即可向其求助。本人自行暂停的，请先征得本人同意。',
  leave: '退出后不再求助，服务记录保留；不能恢复，只能重新报到。',
  disclose: '查看姓名、电话和邮箱会留下记录。',
};

export function HelperActions({ entry }: { entry: HelperDetail }) {
  const me = useMe();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [reason, setReason] = useState('');
  const [contact, setContact] = useState<string | null>(null);
  const close = () => {
    setAsked(null);
    setReason('');
  };
  const run = useMutation({
    mutationFn: async (what: Asked) => {
      const given = reason.trim() || undefined;
      if (what === 'disclose') {
        const { person, phone, email } = await api.discloseHelper(entry.id, given);
        setContact([person, phone, email].filter(Boolean).join(' · '));
      } else {
        await api.moveHelper(entry.id, what, { version: entry.version, ...(given ? { reason: given } : {}) });
        message.success(`已${entryActionLabels[what]}`);
      }
      close();
    },
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['helper', entry.id] });
      void queries.invalidateQueries({ queryKey: ['helpers'] });
    },
  });
  const moves = (['verify', 'suspend', 'reinstate', 'leave'] as const).filter((move) =>
    entry.actions.some(({ action, allowed }) => action === move && allowed),
  );
  const waits = entry.state === 'enrolled' ? entry.actions.find(({ action }) => action === 'verify')?.reason : null;
  const verifies = me.grants.some(
    ({ role, communityId }) => communityId === entry.communityId && verifiers.includes(role),
  );
  return (
    <div className="row">
      {contact && (
        <span className="badge badge-calm" role="status">
          {contact}
        </span>
      )}
      {waits && <span className="quiet small">{waits.text}</span>}
      {verifies && <Button onClick={() => setAsked('disclose')}>查看联系方式</Button>}
      {entry.actions.some(({ action, allowed }) => action === 'correct' && allowed) && (
        <LinkButton to={pages.helperCorrection(entry.id)}>{entryActionLabels.correct}</LinkButton>
      )}
      {moves.map((move) => (
        <Button
          key={move}
          type={move === 'verify' ? 'primary' : 'default'}
          danger={move === 'suspend' || move === 'leave'}
          onClick={() => setAsked(move)}
        >
          {entryActionLabels[move]}
        </Button>
      ))}
      <Modal
        title={asked === 'disclose' ? '查看联系方式' : asked ? entryActionLabels[asked] : ''}
        open={asked !== null}
        okText="确认"
        cancelText="取消"
        okButtonProps={{
          disabled: asked !== null && needsReason(asked, entry) && reason.trim() === '',
          danger: asked === 'leave' || asked === 'suspend',
        }}
        confirmLoading={run.isPending}
        onOk={() => asked && run.mutate(asked)}
        onCancel={close}
      >
        {asked !== null && <p className="gap-below">{meanings[asked]}</p>}
        {asked !== null && needsReason(asked, entry) && (
          <label>
            {asked === 'disclose' ? '理由（会留下记录）' : asked === 'suspend' ? '原因（本人看得到）' : '原因'}
            <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          </label>
        )}
      </Modal>
    </div>
  );
}
