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

type Move = Exclude<EntryAction, 'correct'>;
type Asked = Move | 'disclose';

const needsReason = (asked: Asked, entry: HelperDetail) =>
  asked === 'suspend' || asked === 'leave' || (asked === 'disclose' && entry.state !== 'enrolled');

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
    onError: (error) => message.error(wordsOf(error)),
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
        okButtonProps={{ disabled: asked !== null && needsReason(asked, entry) && reason.trim() === '' }}
        confirmLoading={run.isPending}
        onOk={() => asked && run.mutate(asked)}
        onCancel={close}
      >
        {asked !== null && needsReason(asked, entry) ? (
          <label>
            {asked === 'disclose' ? '理由（会留下记录）' : '原因'}
            <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          </label>
        ) : (
          <p>{asked === 'disclose' ? '查看会留下记录。' : '请确认已核对无误。'}</p>
        )}
      </Modal>
    </div>
  );
}
