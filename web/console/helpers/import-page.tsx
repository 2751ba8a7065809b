// 导入名单: a file is read and shown first; it comes in whole once all complaints are dealt with, or not at all.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App as AntApp, Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ImportPreview } from '../../../contracts/helper-tables.ts';
import { directoryEditors } from '../../../domain/directory/rules.ts';
import { helperKindLabels } from '../../wording/helpers.ts';
import { api } from '../api/api.ts';
import { fieldWordsOf, wordsOf } from '../api/client.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import { useCommunities } from '../api/reference.ts';
import { demoLast, rememberCommunity, usualCommunity } from '../parts/communities.ts';
import { Loading } from '../frame/notices.tsx';
import { pages } from '../paths.ts';
import './helpers.css';

export function ImportPage() {
  const me = useMe();
  const known = useCommunities();
  const communities = demoLast(communitiesOf(me, ...directoryEditors), known ?? []);
  const [chosen, setCommunity] = useState<string>();
  const community = chosen ?? usualCommunity(communities);
  const read = useMutation({ mutationFn: (file: File) => api.importHelpers(community ?? '', file) });
  const choose = (file: File | undefined) => {
    if (!file || !community) return;
    rememberCommunity(community);
    read.mutate(file);
  };
  if (known === undefined) return <Loading />;
  return (
    <>
      <title>导入名单 · 呼应</title>
      <p>
        <Link to={pages.helpers}>返回名录</Link>
      </p>
      <div className="page-head">
        <h1>导入名单</h1>
        <p className="quiet">
          先上传核对，确认后一次录入；有一处问题就一条也不录入。录入的人不能核实，请另一位负责人核实。
        </p>
      </div>
      <section className="paper helper-form" aria-label="上传">
        <p>
          模板：<a href={api.helperTemplate('xlsx')}>XLSX</a>、<a href={api.helperTemplate('csv')}>CSV</a>
          （5 MB、10000 行以内）
        </p>
        <Select
          aria-label="导入到哪个社区"
          value={community}
          onChange={(value: string) => {
            setCommunity(value);
            read.reset();
          }}
          options={communities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <label>
          选择文件
          <input
            type="file"
            accept=".xlsx,.csv"
            disabled={read.isPending}
            onChange={(event) => {
              choose(event.target.files?.[0]);
              // The same file, corrected, can be chosen again.
              event.target.value = '';
            }}
          />
        </label>
        {read.isPending && <p role="status">正在核对…</p>}
        {read.isError && <Alert type="error" showIcon title={fieldWordsOf(read.error)} />}
      </section>
      {read.data && <Preview key={read.data.id} preview={read.data} />}
    </>
  );
}

function Preview({ preview }: { preview: ImportPreview }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const apply = useMutation({
    mutationFn: () => api.applyImport(preview.id),
    onSuccess: ({ added }) => {
      message.success(`已录入 ${added ?? 0} 项，待另一人核实`);
      void queries.invalidateQueries({ queryKey: ['helpers'] });
      void navigate(`${pages.helpers}?state=enrolled&community=${encodeURIComponent(preview.communityId)}`);
    },
    onError: (error) => void message.error(wordsOf(error)),
  });
  const adds = preview.adds.filter(({ count }) => count > 0);
  const total = adds.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="paper" aria-label="核对结果">
      <h2>核对结果：{preview.fileName}</h2>
      <p aria-live="polite">
        共 {preview.rows} 行；可录入 {total} 项
        {adds.length > 0 && `（${adds.map(({ kind, count }) => `${helperKindLabels[kind]} ${count}`).join('、')}）`}；
        名录中已有 {preview.listedCount} 项，不再录入；有问题 {preview.issueCount} 处。
      </p>
      {preview.issueCount > 0 ? (
        <Issues preview={preview} />
      ) : (
        <p>
          <Button type="primary" disabled={total === 0} loading={apply.isPending} onClick={() => apply.mutate()}>
            录入 {total} 项
          </Button>
        </p>
      )}
      {preview.listed.length > 0 && (
        <details>
          <summary>名录中已有的 {preview.listedCount} 项</summary>
          <p>{preview.listed.map(({ row, label }) => `第 ${row} 行 ${label}`).join('；')}</p>
        </details>
      )}
    </section>
  );
}

function Issues({ preview: { issues, issueCount } }: { preview: ImportPreview }) {
  return (
    <>
      <Alert type="warning" showIcon title="请在表中改正以下问题，再上传一次。现在一条也没有录入。" />
      <div className="table-scroll" role="group" aria-label="问题" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">列</th>
              <th scope="col">问题</th>
            </tr>
          </thead>
          <tbody>
            {issues.map(({ row, column, message }) => (
              <tr key={`${row} ${column ?? ''} ${message}`}>
                <td className="nums">{row}</td>
                <td className="nowrap">{column ?? '整行'}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {issueCount > issues.length && <p className="quiet">只列出前 {issues.length} 处。</p>}
    </>
  );
}
