// The proof of the work: files of the case, ticked; new ones can be sent from here and are ticked at once.
import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form } from 'antd';
import { attachmentsQuery } from '../data.ts';
import { UploadButton } from '../attachments.tsx';

export function EvidenceField({ no }: { no: string }) {
  return (
    <Form.Item name="evidence" label="佐证" initialValue={[]}>
      <Picker no={no} />
    </Form.Item>
  );
}

function Picker({ no, value = [], onChange }: { no: string; value?: string[]; onChange?: (ids: string[]) => void }) {
  const files = (useQuery(attachmentsQuery(no)).data?.items ?? []).filter((file) => file.purpose === 'evidence');
  return (
    <>
      {files.length > 0 && (
        <Checkbox.Group
          className="radio-lines gap-below"
          value={value}
          onChange={onChange}
          options={files.map((file) => ({ value: file.id, label: file.fileName }))}
        />
      )}
      <UploadButton no={no} added={(ids) => onChange?.([...value, ...ids])} />
    </>
  );
}
