// What the caller's number was used for before, once it is complete: a hint, and the choice to continue one of them.
import { useQuery } from '@tanstack/react-query';
import { Form, Radio, type FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { normalisePhone } from '../../../contracts/phone.ts';
import { stateLabels } from '../../wording/labels.ts';
import { continueLabels, earlierLabel, earlierText } from '../../wording/register.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow } from '../api/client.ts';
import { pages } from '../paths.ts';
import type { Fields } from './fields.ts';
import { ProgressAnswer } from './progress-answer.tsx';

const shown = 5;

type Props = { form: FormInstance<Fields>; choose: (no: string) => void };

export function EarlierAppeals({ form, choose }: Props) {
  const phone = normalisePhone(Form.useWatch('phone', form) ?? '');
  const community = Form.useWatch('communityId', form);
  const linkedTo = Form.useWatch('linkedTo', form) ?? '';
  // The form tells of its values a moment late: a radio that waited for it would spring back under the clerk's finger.
  const [chosen, setChosen] = useState(linkedTo);
  useEffect(() => setChosen(linkedTo), [linkedTo]);
  const { data } = useQuery({
    queryKey: ['earlier', phone],
    queryFn: ({ signal }) => api.appealsByPhone(phone ?? '', { signal }),
    enabled: phone !== null,
    // A hint: without it the call goes on.
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  if (phone === null || !data || data.total === 0) return null;
  const items = data.items.slice(0, shown);
  const now = serverNow();
  return (
    <div className="earlier" role="status">
      <p id="earlier">{earlierText(data.total, items.length)}</p>
      <Radio.Group
        aria-label={earlierLabel}
        value={chosen}
        onChange={(event) => {
          const no = String(event.target.value);
          setChosen(no);
          choose(no);
        }}
      >
        <ul>
          {items.map((earlier) => {
            const { no, title, state, communityId, receivedAt } = earlier;
            return (
              <li key={no}>
                <Link to={pages.appeal(no)} target="_blank">
                  {title}
                </Link>
                <span className="quiet nums">
                  {no} · {stateLabels[state]} · {shortInstant(Date.parse(receivedAt), now)}登记
                </span>
                <ProgressAnswer earlier={earlier} now={now} />
                {/* An appeal continues one of its own community only. */}
                {communityId === community && (
                  <Radio value={no} aria-label={`${continueLabels.this} ${no}`}>
                    {continueLabels.this}
                  </Radio>
                )}
              </li>
            );
          })}
        </ul>
        {items.some(({ communityId }) => communityId === community) && <Radio value="">{continueLabels.none}</Radio>}
      </Radio.Group>
    </div>
  );
}
