// What surrounds every page: the look, the language, the cache of what the API said, and the routes.
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { RouterProvider } from 'react-router/dom';
import { theme } from '../theme.ts';
import { queryClient } from './queries.ts';
import { router } from './routes.tsx';

export function Console() {
  return (
    <StrictMode>
      <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ConfigProvider>
    </StrictMode>
  );
}
