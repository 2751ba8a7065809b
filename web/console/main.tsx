// Where the console starts in the browser.
import { createRoot } from 'react-dom/client';
import { Console } from './frame/console.tsx';
import './console.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<Console />);
