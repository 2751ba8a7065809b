// 导出: the directory of one community as a table; whole names and numbers only for a reason.
import { useMutation } from '@tanstack/react-query';
import { App as AntApp, Button, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { TableFormat } from '../../../contracts/helper-tables.ts';
import { verifiers } from '../../../domain/directory/rules.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { hasRole, useMe } from '../api/session.ts';

export function ExportButton({ communities }: { communities: { id: string; name: string }[] }) {
  const me = useMe();
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const [community, setCommunity] = useState(communities[0]?.id ?? '');
  const [format, setFormat] = useState<TableFormat>('xlsx');
  const [reason, setReason] = useState('');
  const run = useMutation({
    mutationFn: () => api.exportHelpers({ format, community, ...(reason.trim() ? { reason: reason.trim() } : {}) }),
    onSuccess: (rows) => {
      message.success(`已导出 ${rows} 条`);
      setOpen(false);
    },
    onError: (error) => void message.error(wordsOf(error)),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>导出</Button>
      <Modal
        title="导出名录"
        open={open}
        okText="导出"
        cancelText="取消"
        confirmLoading={run.isPending}
        onOk={() => run.mutate()}
        onCancel={() => setOpen(false)}
      >
        <div className="helper-form">
          <Select
            aria-label="导出的社区"
            value={community}
            onChange={setCommunity}
            options={communities.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Radio.Group value={format} onChange={(event) => setFormat(event.target.value as TableFormat)}>
            <Radio value="xlsx">XLSX</Radio>
            <Radio value="csv">CSV</Radio>
          </Radio.Group>
          {hasRole(me, ...verifiers) && (
            <label>
              需要完整的姓名和电话时，请写明理由（逐人留下记录）
              <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
            </label>
          )}
        </div>
      </Modal>
    </>
  );
}
