// The filters above the work list; every change goes straight into the address.
import { FilterOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { states } from '../../../domain/words.ts';
import { classLabels, classOrder, stateLabels } from '../../wording/labels.ts';
import { useCategories, useCompounds, useHandlers } from '../api/reference.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import type { FilterName, Filters } from './filters.ts';

type Props = { filters: Filters; show: (filters: Filters) => void };

const stateOptions = states.map((value) => ({ value, label: stateLabels[value] }));
const classOptions = classOrder.map((value) => ({ value, label: classLabels[value] }));

export function FilterBar({ filters, show }: Props) {
  const [open, setOpen] = useState(false);
  const set = (name: FilterName, value: string | undefined) => show({ ...filters, [name]: value || undefined });
  const narrowed = Object.keys(filters).length;
  return (
    <form role="search" aria-label="筛选诉求" className="filters" onSubmit={(event) => event.preventDefault()}>
      <TextFilter key={filters.text ?? ''} text={filters.text ?? ''} set={(text) => set('text', text)} />
      <Button
        className="filters-toggle"
        icon={<FilterOutlined aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        筛选{narrowed > 0 ? `（${narrowed}）` : ''}
      </Button>
      <div className={`filters-more${open ? ' is-open' : ''}`}>
        <Choices filters={filters} set={set} />
        {narrowed > 0 && (
          <Button type="link" onClick={() => show({})}>
            清除条件
          </Button>
        )}
      </div>
    </form>
  );
}

type ChoicesProps = {
  filters: Filters;
  set: (name: FilterName, value: string | undefined) => void;
};

function Choices({ filters, set }: ChoicesProps) {
  const me = useMe();
  const communities = communitiesOf(me);
  const community = filters.community ?? communities[0]?.id;
  const categories = useCategories(community);
  const compounds = useCompounds(community);
  const others = useHandlers(community)
    .filter(({ id }) => id !== me.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {communities.length > 1 && (
        <Select
          aria-label="社区"
          placeholder="社区"
          allowClear
          value={filters.community}
          onChange={(value) => set('community', value)}
          options={communities.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        aria-label="状态"
        mode="multiple"
        maxTagCount="responsive"
        placeholder="状态"
        allowClear
        value={filters.state?.split(',') ?? []}
        onChange={(values: string[]) => set('state', values.join(','))}
        options={stateOptions}
      />
      <Select
        aria-label="紧急程度"
        mode="multiple"
        maxTagCount="responsive"
        placeholder="紧急程度"
        allowClear
        value={filters.class?.split(',') ?? []}
        onChange={(values: string[]) => set('class', values.join(','))}
        options={classOptions}
      />
      <Select
        aria-label="类别"
        placeholder="类别"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.category}
        onChange={(value) => set('category', value)}
        options={categories.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Select
        aria-label="小区"
        placeholder="小区"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.compound}
        onChange={(value) => set('compound', value)}
        options={compounds.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        aria-label="承办人"
        placeholder="承办人"
        allowClear
        value={filters.handler}
        onChange={(value) => set('handler', value)}
        options={[{ value: 'me', label: '我' }, ...others]}
      />
      <label className="date-filter">
        <span>截止不晚于</span>
        <Input
          type="date"
          value={filters.due === 'today' ? '' : (filters.due ?? '')}
          onChange={(event) => set('due', event.target.value)}
        />
      </label>
      <Select
        aria-label="范围"
        value={filters.open ?? 'true'}
        onChange={(value) => set('open', value === 'true' ? undefined : value)}
        options={[
          { value: 'true', label: '在办' },
          { value: 'false', label: '已办结' },
          { value: 'all', label: '在办和已办结' },
        ]}
      />
      <Checkbox
        checked={filters.overdue === 'true'}
        onChange={(event) => set('overdue', event.target.checked ? 'true' : undefined)}
      >
        只看超期
      </Checkbox>
      <Checkbox
        checked={filters.listed === 'true'}
        onChange={(event) => set('listed', event.target.checked ? 'true' : undefined)}
      >
        只看挂牌督办
      </Checkbox>
    </>
  );
}

/** Typed text is asked for on Enter or on leaving the field, not with every stroke of an input method. */
function TextFilter({ text, set }: { text: string; set: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const ask = () => {
    if (typed.trim() !== text) set(typed.trim());
  };
  return (
    <Input.Search
      aria-label="标题或编号中的文字"
      placeholder="标题或编号"
      allowClear
      maxLength={60}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onClear={() => set('')}
      onSearch={ask}
      onBlur={ask}
      enterButton="查找"
    />
  );
}
