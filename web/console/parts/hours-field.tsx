// Weekly hours and quiet hours under the hand, for helpers and stations alike: each piece a group with a name of its own.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { weekdayNames } from '../../wording/helpers.ts';
import { blankHours, type HoursRow, type QuietRow } from './hours.ts';
import './hours.css';

// As weeks are written here: Monday first.
const days = [1, 2, 3, 4, 5, 6, 0].map((value) => ({ value, label: weekdayNames[value] ?? '' }));

/** What antd's Form.Item hands to the control it surrounds. */
type Control<T> = {
  id?: string;
  value?: T;
  onChange?: (value: T) => void;
  'aria-invalid'?: boolean | 'true' | 'false';
  'aria-describedby'?: string;
};

type HoursProps = Control<HoursRow[]> & {
  label: string;
  /** What no row at all means. */
  none: string;
};

export function HoursField({ id, value = [], onChange, label, none, ...aria }: HoursProps) {
  const set = (rows: HoursRow[]) => onChange?.(rows);
  const edit = (index: number, part: Partial<HoursRow>) =>
    set(value.map((row, i) => (i === index ? { ...row, ...part } : row)));
  return (
    <div
      id={id}
      tabIndex={-1}
      role="group"
      aria-label={label}
      aria-describedby={aria['aria-describedby']}
      className="hours"
    >
      {value.length === 0 && <p className="quiet">{none}</p>}
      {value.map((row, index) => (
        <fieldset key={index} className="hours-row">
          <legend className="unseen">第 {index + 1} 段</legend>
          <Checkbox.Group
            className="hours-days"
            value={row.days}
            options={days}
            onChange={(chosen) => edit(index, { days: chosen })}
          />
          <span className="hours-times">
            <Input
              type="time"
              aria-label={`第 ${index + 1} 段开始`}
              value={row.from}
              onChange={({ target }) => edit(index, { from: target.value })}
            />
            <span aria-hidden>–</span>
            <Input
              type="time"
              aria-label={`第 ${index + 1} 段结束`}
              value={row.to}
              onChange={({ target }) => edit(index, { to: target.value })}
            />
            <Button
              type="text"
              aria-label={`去掉第 ${index + 1} 段`}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => set(value.filter((_row, i) => i !== index))}
            />
          </span>
        </fieldset>
      ))}
      {value.length < 14 && (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => set([...value, { ...blankHours }])}>
          {value.length === 0 ? '填写时间' : '再加一段'}
        </Button>
      )}
    </div>
  );
}

const usualQuiet: QuietRow = { from: '22:00', to: '07:00' };

export function QuietField({ id, value = null, onChange, ...aria }: Control<QuietRow | null>) {
  return (
    <div
      id={id}
      tabIndex={-1}
      role="group"
      aria-label="免打扰时段"
      aria-describedby={aria['aria-describedby']}
      className="hours"
    >
      <Checkbox
        id={id}
        checked={value !== null}
        onChange={({ target }) => onChange?.(target.checked ? usualQuiet : null)}
      >
        有免打扰时段，这段时间不来求助
      </Checkbox>
      {value && (
        <span className="hours-times">
          <Input
            type="time"
            aria-label="免打扰开始"
            value={value.from}
            onChange={({ target }) => onChange?.({ ...value, from: target.value })}
          />
          <span aria-hidden>–</span>
          <Input
            type="time"
            aria-label="免打扰结束"
            value={value.to}
            onChange={({ target }) => onChange?.({ ...value, to: target.value })}
          />
          <span className="quiet small">{value.to > value.from ? '当日' : '到次日'}</span>
        </span>
      )}
    </div>
  );
}
