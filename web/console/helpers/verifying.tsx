// Verifying all those of a page that wait for it: a list that was imported brings hundreds at once.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import type { Helper } from '../../../contracts/helpers.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';

export function Verifying({ items }: { items: Helper[] }) {
  const queries = useQueryClient();
  const { modal, message } = AntApp.useApp();
  const waiting = items.filter(({ actions }) => actions.some(({ action, allowed }) => action === 'verify' && allowed));
  const verify = useMutation({
    mutationFn: () => api.verifyHelpers(waiting.map(({ id, version }) => ({ id, version }))),
    onSuccess: ({ verified, refused }) => {
      const words = `已核实 ${verified} 项`;
      if (refused.length === 0) message.success(words);
      else message.warning(`${words}，${refused.length} 项未核实：${refused[0]?.text ?? ''}`);
    },
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['helpers'] }),
  });
  if (waiting.length === 0) return null;
  const ask = () =>
    modal.confirm({
      title: `核实本页待核实的 ${waiting.length} 项？`,
      content: '请确认已与名单、本人或单位核对无误。核实后即可向其求助。',
      okText: '核实',
      onOk: () => verify.mutateAsync().catch(() => undefined),
    });
  return (
    <Button loading={verify.isPending} onClick={() => void ask()}>
      核实本页 {waiting.length} 项
    </Button>
  );
}
