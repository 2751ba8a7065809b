// Photos and papers of the case: what the resident sent, and the evidence of the work.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { api, type Attachment } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { FilesButton } from '../parts/upload-button.tsx';
import { attachmentsQuery } from './data.ts';

export function Attachments({ detail }: { detail: AppealDetail }) {
  const query = useQuery(attachmentsQuery(detail.no));
  const files = query.data?.items ?? [];
  const mayAdd = detail.actions.some(({ action, allowed }) => action === 'note' && allowed);
  if (files.length === 0 && !mayAdd) return null;
  return (
    <section className="paper" aria-labelledby="files">
      <div className="paper-head">
        <h2 id="files">附件</h2>
        {mayAdd && <UploadButton no={detail.no} />}
      </div>
      {query.isError && <Alert type="warning" title={`附件读取失败：${wordsOf(query.error)}`} />}
      {query.data && files.length === 0 && (
        <p className="quiet">没有附件。照片（JPG、PNG、WebP）或 PDF，每个不超过 10 MB。</p>
      )}
      <ul className="files">
        {files.map((file) => (
          <FileTile key={file.id} no={detail.no} file={file} />
        ))}
      </ul>
    </section>
  );
}

export function FileTile({ no, file }: { no: string; file: Attachment }) {
  const size =
    file.bytes > 1024 * 1024 ? `${(file.bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.ceil(file.bytes / 1024)} kB`;
  return (
    <li className="file">
      <a href={api.attachmentAddress(no, file.id)} download={file.fileName}>
        {file.hasThumbnail ? (
          <img src={api.attachmentAddress(no, file.id, true)} alt="" loading="lazy" />
        ) : (
          <span className="file-kind">{file.mediaType === 'application/pdf' ? 'PDF' : '图片'}</span>
        )}
        <span className="file-name">{file.fileName}</span>
      </a>
      <span className="quiet small">
        {file.purpose === 'intake' ? '居民所附' : '办理佐证'} · {size}
      </span>
    </li>
  );
}

/** Sends files; `added` hears the ids of those that were taken. */
export function UploadButton({ no, added }: { no: string; added?: (ids: string[]) => void }) {
  const queries = useQueryClient();
  const send = async (files: File[]) => {
    const before = new Set(queries.getQueryData(attachmentsQuery(no).queryKey)?.items.map((file) => file.id));
    const answer = await api.attach(no, files);
    await queries.invalidateQueries({ queryKey: attachmentsQuery(no).queryKey });
    added?.(answer.items.map((file) => file.id).filter((id) => !before.has(id)));
  };
  return (
    <FilesButton label="选择附件" size="small" send={send}>
      上传照片或 PDF
    </FilesButton>
  );
}
