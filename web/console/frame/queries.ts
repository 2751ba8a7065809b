// The cache of the API's answers. Whoever's session has ended is sent to the sign-in by the guard, wherever it was noticed.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/client.ts';
import { sessionKey } from '../api/session.ts';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Only what may pass by itself is tried again; a refusal stays a refusal.
      retry: (failures, error) => error instanceof ApiProblem && error.unsure && failures < 2,
    },
    mutations: { retry: false },
  },
});

function noticeSignedOut(error: Error): void {
  if (!(error instanceof ApiProblem)) return;
  if (error.code === 'unauthenticated') queryClient.setQueryData(sessionKey, null);
  if (error.code === 'passwordChangeNeeded') void queryClient.invalidateQueries({ queryKey: sessionKey });
}
