// Who it is and where: a member by name and phone, a unit or a team by its own name and whoever answers for it.
import { Checkbox, Form, Input, Radio, Select, type FormInstance } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { Helper } from '../../../../contracts/helpers.ts';
import type { HelperKind } from '../../../../domain/matching/types.ts';
import { helperFieldLabels, helperKindLabels, personLabels } from '../../../wording/helpers.ts';
import { api } from '../../api/api.ts';
import { useCompounds } from '../../api/reference.ts';
import type { Fields } from './fields.ts';

/** Whom one enters most often first. */
const kinds: readonly HelperKind[] = ['member', 'unit', 'team'];

type Props = {
  form: FormInstance<Fields>;
  /** Where the writer may enter somebody; empty when the community is fixed. */
  communities: { id: string; name: string }[];
  /** The entry that is corrected; its masked contact stays where nothing is filled in. */
  entry: Helper | null;
  /** One's own entry: name, phone and email stand there whole. */
  own: boolean;
};

export function WhoFields({ form, communities, entry, own }: Props) {
  const kind = Form.useWatch('kind', form) ?? entry?.kind ?? 'member';
  const community = Form.useWatch('communityId', form) ?? entry?.communityId;
  const compounds = useCompounds(community);
  const masked = entry !== null && !own;
  const keeps = (now: string | null) => (masked && now ? { placeholder: `不改请留空（现为 ${now}）` } : {});
  return (
    <>
      {entry === null && (
        <Form.Item name="kind" label="类别" required>
          <Radio.Group
            optionType="button"
            options={kinds.map((value) => ({ value, label: helperKindLabels[value] }))}
          />
        </Form.Item>
      )}
      {communities.length > 1 && (
        <Form.Item name="communityId" label="社区" required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={communities.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={() => form.setFieldsValue({ compoundId: null, unitId: null, teamId: null, recusals: [] })}
          />
        </Form.Item>
      )}
      {kind !== 'member' && !own && (
        <Form.Item name="name" label={kind === 'unit' ? '单位名称' : '团队名称'} required>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      )}
      <div className="pair">
        <Form.Item name="person" label={personLabels[kind]} required={!masked}>
          <Input maxLength={30} autoComplete={own ? 'name' : 'off'} {...keeps(entry?.person ?? null)} />
        </Form.Item>
        <Form.Item name="phone" label="电话" required={!masked}>
          <Input
            maxLength={40}
            inputMode="tel"
            autoComplete={own ? 'tel' : 'off'}
            placeholder="手机或带区号固话"
            {...keeps(entry?.phone ?? null)}
          />
        </Form.Item>
      </div>
      <EmailField form={form} hasEmail={masked && entry.hasEmail} own={own} />
      <Form.Item name="compoundId" label={kind === 'member' ? '住在哪个小区' : '在哪个小区'} extra="越近的越先请">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="不在小区里，或者说不清"
          options={compounds.map(({ id, name }) => ({ value: id, label: name }))}
          notFoundContent="没有登记小区"
        />
      </Form.Item>
      {kind === 'member' && !own && <GroupFields community={community} />}
    </>
  );
}

function EmailField({ form, hasEmail, own }: { form: FormInstance<Fields>; hasEmail: boolean; own: boolean }) {
  const drop = Form.useWatch('dropEmail', form) ?? false;
  return (
    <>
      <Form.Item name="email" label="邮箱" extra="有求助时发邮件，点一下就能答复；没有邮箱的由社区打电话">
        <Input
          maxLength={200}
          inputMode="email"
          autoComplete={own ? 'email' : 'off'}
          disabled={drop}
          {...(hasEmail ? { placeholder: '不改请留空（已填）' } : {})}
        />
      </Form.Item>
      {hasEmail && (
        <Form.Item name="dropEmail" valuePropName="checked">
          <Checkbox>删去现有邮箱</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

function GroupFields({ community }: { community: string | undefined }) {
  const { data } = useQuery({
    queryKey: ['helper-groups', community],
    queryFn: ({ signal }) => api.helperGroups(community ?? '', { signal }),
    enabled: Boolean(community),
    staleTime: 60_000,
  });
  const of = (kind: 'unit' | 'team') =>
    (data?.items ?? []).filter((group) => group.kind === kind).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="pair">
      {(['unit', 'team'] as const).map((kind) => (
        <Form.Item key={kind} name={`${kind}Id`} label={helperFieldLabels[`${kind}Id`]}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="不属于名录里的"
            options={of(kind)}
            notFoundContent={`名录里没有${helperKindLabels[kind]}`}
          />
        </Form.Item>
      ))}
    </div>
  );
}
