// Lets only signed-in people through; others sign in first and come back to where they wanted to go.
import { Navigate, Outlet, useLocation } from 'react-router';
import { wordsOf } from '../api/client.ts';
import { useSession } from '../api/session.tsx';
import { pages } from '../paths.ts';
import { Loading, Trouble } from './notices.tsx';

export function Guard() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data) return <Outlet />;
  if (session.data === null) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`${pages.signIn}${next}`} replace />;
  }
  if (session.isError) return <Trouble words={wordsOf(session.error)} again={() => void session.refetch()} />;
  return <Loading />;
}
