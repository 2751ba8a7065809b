// A policy edited: some limits changed, each with its source, become a new version; and open cases migrated to one that exists.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Policy } from '../../../contracts/policies.ts';
import type { PolicyVersionToCreate } from '../../../contracts/revisions.ts';
import { limitNames } from '../../../domain/policy/types.ts';
import { durationUnits } from '../../../domain/words.ts';
import { classLabels, classOrder, durationUnitLabels } from '../../wording/labels.ts';
import { limitLabels } from '../../wording/policies.ts';
import { api } from '../api/api.ts';
import { fieldWordsOf } from '../api/client.ts';
import { Revising } from './revising.tsx';
import './revisions.css';

type Change = PolicyVersionToCreate['limits'][number];

export function PolicyRevision({ policy }: { policy: Policy }) {
  return (
    <section className="paper" aria-labelledby="revise-policy">
      <h2 id="revise-policy">修订政策</h2>
      <p className="quiet">
        政策不改旧版：改动成为新的一版，从生效日起登记的诉求按新版；在办的仍按原版，除非迁移（逐件记录）。
      </p>
      <details className="revision-form">
        <summary>以本版为底，另立新版</summary>
        <NewVersion key={policy.version} policy={policy} />
      </details>
      <details className="revision-form">
        <summary>把在办诉求迁移到本版（{policy.version}）</summary>
        <Migration key={policy.version} policy={policy} />
      </details>
    </section>
  );
}

function NewVersion({ policy }: { policy: Policy }) {
  const [version, setVersion] = useState('');
  const [day, setDay] = useState('');
  const [source, setSource] = useState('');
  const [changes, setChanges] = useState<Change[]>([]);
  const [, setSearch] = useSearchParams();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (body: PolicyVersionToCreate) => api.createPolicy(body),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      setSearch({ version: made.version });
    },
  });
  const whole =
    version.trim() && day && source.trim() && changes.length > 0 && changes.every((each) => each.source.trim());
  const change = (index: number, part: Partial<Change>) =>
    setChanges(changes.map((each, i) => (i === index ? { ...each, ...part } : each)));
  return (
    <>
      <div className="revision-fields">
        <label>
          <span>版本号</span>
          <Input
            value={version}
            maxLength={40}
            placeholder="2027-1"
            onChange={(event) => setVersion(event.target.value)}
          />
        </label>
        <label>
          <span>生效日期</span>
          <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <label>
          <span>依据</span>
          <Input value={source} maxLength={180} onChange={(event) => setSource(event.target.value)} />
        </label>
      </div>
      {changes.map((each, index) => (
        <LimitEdit
          key={index}
          change={each}
          set={(part) => change(index, withPresent(policy, each, part))}
          remove={() => setChanges(changes.filter((_each, i) => i !== index))}
        />
      ))}
      <div className="row">
        <Button onClick={() => setChanges([...changes, presentOf(policy, 'U3', 'handling')])}>加一项改动</Button>
        <Button
          type="primary"
          disabled={!whole}
          loading={create.isPending}
          onClick={() =>
            create.mutate({
              from: policy.version,
              version: version.trim(),
              effectiveFrom: `${day}T00:00:00+08:00`,
              source: source.trim(),
              limits: changes,
            })
          }
        >
          存为新版
        </Button>
        {!whole && <span className="quiet">版本号、生效日期、依据和每项改动的出处都要填写</span>}
      </div>
      {create.error && <Alert type="error" showIcon title={fieldWordsOf(create.error)} />}
    </>
  );
}

/** A limit as the policy has it: what an edit begins with. */
function presentOf(policy: Policy, cls: Change['class'], name: Change['name']): Change {
  const row = policy.limits.find((each) => each.class === cls && each.name === name);
  return { class: cls, name, limit: row?.limit ?? null, source: '' };
}

function withPresent(policy: Policy, change: Change, part: Partial<Change>): Partial<Change> {
  if (part.class === undefined && part.name === undefined) return part;
  return { ...presentOf(policy, part.class ?? change.class, part.name ?? change.name), source: change.source };
}

function LimitEdit({
  change,
  set,
  remove,
}: {
  change: Change;
  set: (part: Partial<Change>) => void;
  remove: () => void;
}) {
  const { limit } = change;
  return (
    <div className="limit-edit">
      <Select
        aria-label="时限"
        value={change.name}
        onChange={(name) => set({ name })}
        options={limitNames.map((each) => ({ value: each, label: limitLabels[each] }))}
      />
      <Select
        aria-label="紧急程度"
        value={change.class}
        onChange={(cls) => set({ class: cls })}
        options={classOrder.map((each) => ({ value: each, label: classLabels[each] }))}
      />
      <InputNumber
        aria-label="数值"
        min={1}
        max={1000}
        precision={0}
        value={limit?.value ?? null}
        placeholder="无"
        onChange={(value) => set({ limit: value === null ? null : { value, unit: limit?.unit ?? 'workingDay' } })}
      />
      <Select
        aria-label="单位"
        disabled={limit === null}
        value={limit?.unit}
        onChange={(unit) => set({ limit: limit && { ...limit, unit } })}
        options={durationUnits
          .filter((each) => each !== 'second')
          .map((each) => ({ value: each, label: durationUnitLabels[each] }))}
      />
      <Input
        aria-label="出处"
        value={change.source}
        maxLength={180}
        placeholder="出处（必填）"
        onChange={(event) => set({ source: event.target.value })}
      />
      <Button onClick={remove}>去掉</Button>
    </div>
  );
}

function Migration({ policy }: { policy: Policy }) {
  const list = useQuery({ queryKey: ['policies'], queryFn: () => api.policies() });
  const others = (list.data?.items ?? []).filter(
    ({ name, version }) => name === policy.name && version !== policy.version,
  );
  const [from, setFrom] = useState<string[]>([]);
  if (others.length === 0) return <p className="quiet">同一政策没有别的版本。</p>;
  const given = from.length > 0 ? { version: policy.version, from } : null;
  return (
    <Revising
      given={given}
      look={() => api.previewMigration(policy.version, from)}
      apply={(key) => api.migrate(policy.version, from, key)}
      what={`迁移到 ${policy.version}`}
    >
      <div className="revision-fields">
        <label>
          <span>哪些版本的在办诉求</span>
          <Select
            mode="multiple"
            aria-label="哪些版本的在办诉求"
            value={from}
            onChange={setFrom}
            options={others.map(({ version }) => ({ value: version, label: version }))}
          />
        </label>
      </div>
    </Revising>
  );
}
