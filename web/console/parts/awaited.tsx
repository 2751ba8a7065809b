// What a query answers, with what stands in its place until then: a spinner, or the failure in words and a second try.
import type { UseQueryResult } from '@tanstack/react-query';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { wordsOf } from '../api/client.ts';
import { Trouble } from '../frame/notices.tsx';

export function Awaited<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.isError) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return (
    <div className="stand-in">
      <Spin aria-label="正在载入" />
    </div>
  );
}
