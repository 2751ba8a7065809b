// Lets only signed-in people through; others sign in first and come back to where they wanted to go. Who came with a one-time
// password chooses their own first, and is then where they wanted to go.
import { lazy, Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { wordsOf } from '../api/client.ts';
import { SignedIn, useSession } from '../api/session.ts';
import { pages } from '../paths.ts';
import { Loading, Trouble } from './notices.tsx';

const FirstPassword = lazy(async () => ({ default: (await import('../account/first-password.tsx')).FirstPassword }));

export function Guard() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data?.mustChangePassword) {
    return (
      <Suspense fallback={<Loading />}>
        <FirstPassword session={session.data} />
      </Suspense>
    );
  }
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
