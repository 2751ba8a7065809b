// For developers: what the workflow itself says at this moment, beside a link into the Temporal UI.
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { clockLabels, stateLabels } from '../../wording/labels.ts';
import { exactInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow, wordsOf } from '../api/client.ts';

export function Live({ no }: { no: string }) {
  const asked = useMutation({ mutationFn: () => api.live(no) });
  const live = asked.data;
  const at = (instant: string) => exactInstant(Date.parse(instant), serverNow());
  return (
    <details className="paper live" onToggle={(event) => event.currentTarget.open && !live && asked.mutate()}>
      <summary>流程实况（技术人员）</summary>
      <div className="row gap-below">
        <Button size="small" loading={asked.isPending} onClick={() => asked.mutate()}>
          再问一次
        </Button>
        {live?.temporalUrl && (
          <a href={live.temporalUrl} target="_blank" rel="noreferrer">
            在 Temporal 中打开
          </a>
        )}
      </div>
      {asked.isError && <Alert type="error" title={wordsOf(asked.error)} />}
      {live && (
        <dl className="facts">
          <dt>流程编号</dt>
          <dd className="nums">{live.workflowId}</dd>
          <dt>流程</dt>
          <dd>{live.running ? '运行中' : '已结束或尚未启动（以下取自记录）'}</dd>
          <dt>状态</dt>
          <dd>
            {stateLabels[live.state]}，第 {live.seq} 版
          </dd>
          <dt>下次醒来</dt>
          <dd>{live.nextWake ? at(live.nextWake) : '无'}</dd>
          <dt>时限</dt>
          <dd>
            {live.clocks.length === 0
              ? '无'
              : live.clocks.map((clock) => (
                  <span key={`${clock.name}:${clock.ref}:${clock.openedAt}`} className="row-line">
                    {clockLabels[clock.name]} {at(clock.dueAt)}
                    {clock.firedAt && `，${at(clock.firedAt)} 触发`}
                    {clock.pausedRemainingMs !== null && '，暂停中'}
                  </span>
                ))}
          </dd>
        </dl>
      )}
    </details>
  );
}
