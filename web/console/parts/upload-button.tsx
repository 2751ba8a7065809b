// A button that chooses photos or papers and sends them at once; what the server refuses stands below it, in words.
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { wordsOf } from '../api/client.ts';

type Props = {
  children: string;
  /** The name of the hidden chooser. */
  label: string;
  size: 'small' | 'large';
  send: (files: File[]) => Promise<void>;
};

export function FilesButton({ children, label, size, send }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const chosen = async (files: File[]) => {
    if (files.length === 0) return;
    setBusy(true);
    setProblem(null);
    try {
      await send(files);
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
      // The same file, mended, can be chosen again.
      if (input.current) input.current.value = '';
    }
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
        onChange={(event) => void chosen([...(event.target.files ?? [])])}
      />
      <Button size={size} icon={<UploadOutlined aria-hidden />} loading={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      {problem && <Alert type="error" title={problem} className="file-problem" />}
    </div>
  );
}
