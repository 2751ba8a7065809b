// Lets only signed-in people through; others sign in first and come back to where they wanted to go.
import { Navigate, Outlet, useLocation } from 'react-router';
import { wordsOf } from '../api/client.ts';
import { SignedIn, useSession } from '../api/session.ts';
import { pages } from '../paths.ts';
import { Loading, Trouble } from './notices.tsx';

export function Guard() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data) {
    return (
      <SignedIn value={session.data.user}>
        <Outlet />
      </SignedIn>
    );
  }
  if (session.data === null) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`${pages.signIn}${next}`} replace />;
  }
  if (session.isError) return <Trouble words={wordsOf(session.error)} again={() => void session.refetch()} />;
  return <Loading />;
}
