// What is reported of a task: in words, with hours and people when it is done, and photos if there are any.
import { Alert, App as AntApp, Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { OfferCard } from '../../../contracts/offers.ts';
import { offerStandings, offerTroubles } from '../../wording/offer-page.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { FilesButton } from '../parts/upload-button.tsx';
import { useOfferAct } from './data.ts';

type Props = { card: OfferCard; stage: 'working' | 'done'; close: () => void };

export function ReportForm({ card, stage, close }: Props) {
  const [text, setText] = useState('');
  const [hours, setHours] = useState<number | null>(null);
  const [persons, setPersons] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [evidence, setEvidence] = useState<string[]>([]);
  const { message } = AntApp.useApp();
  const report = useOfferAct((body: Parameters<typeof api.reportOffer>[1], key) => api.reportOffer(card.id, body, key));
  const photos = async (files: File[]) => {
    const { ids } = await api.offerPhotos(card.id, files);
    setEvidence((known) => [...known, ...ids]);
  };
  const send = () => {
    if (stage === 'done' && hours === null) return setTrouble(offerTroubles.hours);
    if (stage === 'working' && text.trim() === '') return setTrouble(offerTroubles.text);
    setTrouble(null);
    const body = {
      stage,
      evidence,
      ...(text.trim() === '' ? {} : { text }),
      ...(hours === null ? {} : { hours }),
      ...(persons === null ? {} : { persons }),
    };
    return report.mutate(body, {
      onSuccess: () => {
        void message.success(stage === 'done' ? offerStandings.done.title : '进展已经收到');
        close();
      },
    });
  };
  return (
    <div className="offer-report">
      {stage === 'done' && (
        <>
          <label>
            用了几个小时
            <InputNumber size="large" min={0} max={200} step={0.5} value={hours} onChange={setHours} />
          </label>
          <label>
            帮到几个人（可不填）
            <InputNumber size="large" min={0} max={10_000} precision={0} value={persons} onChange={setPersons} />
          </label>
        </>
      )}
      <label>
        {stage === 'done' ? '办得怎么样（可不填）' : '进展'}
        <Input.TextArea
          maxLength={2000}
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <FilesButton label="选择照片" size="large" send={photos}>
        {evidence.length > 0 ? `已传 ${evidence.length} 张照片，再传` : '传照片（可不传）'}
      </FilesButton>
      {(trouble ?? report.isError) && <Alert type="error" showIcon title={trouble ?? wordsOf(report.error)} />}
      <div className="offer-buttons">
        <Button type="primary" size="large" loading={report.isPending} onClick={send}>
          {stage === 'done' ? '办完了，告诉社区' : '报告进展'}
        </Button>
        <Button size="large" onClick={close}>
          返回
        </Button>
      </div>
    </div>
  );
}
